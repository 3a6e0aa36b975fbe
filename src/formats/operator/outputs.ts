import { cgroupOutput } from './cgroup-output.ts'
import { counts } from './counts.ts'
import { dfOutput, mountOutput } from './disk-output.ts'
import { freeOutput } from './free-output.ts'
import type { Output } from './output.ts'
import { jpsOutput, psOutput, systemctlOutput } from './process-output.ts'
import { sysctlOutput } from './sysctl-output.ts'
import { javaVersionOutput, osReleaseOutput, unameOutput } from './system-output.ts'
import { ulimit } from './ulimit.ts'

/** The outputs that are known; where two could take a line, the earlier one does. */
export const outputs: readonly Output[] = [
  counts,
  ulimit,
  sysctlOutput,
  cgroupOutput,
  freeOutput,
  dfOutput,
  mountOutput,
  unameOutput,
  osReleaseOutput,
  javaVersionOutput,
  systemctlOutput,
  psOutput,
  jpsOutput,
]
