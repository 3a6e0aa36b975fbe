// What hserr can read, alphabetical. A new format is one file (or folder) here and one line below.

import { coreBacktrace } from './core-backtrace.ts'
import type { Format } from './format.ts'
import { gcLog } from './gc-log/index.ts'
import { hsErr } from './hs-err/index.ts'
import { jcmd } from './jcmd/jcmd.ts'
import { nmt } from './jcmd/native-memory.ts'
import { threadDump } from './jcmd/thread-dump.ts'
import { jvmConsole } from './jvm-console/index.ts'
import { kafkaTopics } from './kafka-configuration/kafka-topics.ts'
import { serverProperties } from './kafka-configuration/server-properties.ts'
import { kernelLog } from './kernel-log/index.ts'
import { kubectlDescribe } from './kubectl-describe/index.ts'
import { listing } from './listing/index.ts'
import { lsof } from './lsof.ts'
import { meminfo } from './meminfo.ts'
import { openj9Console } from './openj9/console.ts'
import { javacore } from './openj9/javacore.ts'
import { cgroup, shell, sysctl } from './operator/index.ts'
import { pmap } from './pmap.ts'
import { procLimits } from './proc-limits.ts'
import { procMaps, smaps } from './proc-maps/index.ts'
import { procStatus } from './proc-status.ts'
import { jmx } from './readings/jmx.ts'
import { metricSeries } from './readings/metric-series.ts'
import { serverLog } from './server-log/index.ts'
import { strace } from './strace/index.ts'
import { sysdig } from './sysdig/index.ts'

export const formats: readonly Format[] = [
  cgroup,
  coreBacktrace,
  gcLog,
  hsErr,
  jcmd,
  javacore,
  jmx,
  jvmConsole,
  kafkaTopics,
  kernelLog,
  kubectlDescribe,
  listing,
  lsof,
  meminfo,
  metricSeries,
  nmt,
  openj9Console,
  pmap,
  procLimits,
  procMaps,
  procStatus,
  serverLog,
  serverProperties,
  shell,
  smaps,
  strace,
  sysctl,
  sysdig,
  threadDump,
]
