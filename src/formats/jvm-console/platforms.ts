// Platforms that watch the memory of what they run, and end it themselves or tell that the kernel did.

import type { LineRule } from './console-line.ts'

const LIMIT_EXCEEDED: readonly RegExp[] = [
  // Heroku: R14 is the quota, R15 twice the quota, which ends the dyno.
  /Error R15 \(Memory quota vastly exceeded\)/,
  // Cloud Foundry
  /[Ee]xit(?:ed with)? status \d+ \(out of memory\)/,
  // Google Cloud Run and App Engine
  /Memory limit of \d+ ?M(?:i?B)? exceeded with \d+ ?M(?:i?B)? used/,
  /Exceeded (?:soft|hard) (?:private )?memory limit of \d+ MB/,
  // Amazon ECS
  /OutOfMemoryError: Container killed due to memory usage/,
  // YARN (ContainersMonitorImpl.java, ContainerExitStatus.java), and Spark in its words
  /is running (?:\d+B )?beyond the ?'?(?:PHYSICAL|physical)'? memory limits?/,
  /running beyond physical memory limits/,
  /Container killed by YARN for exceeding (?:physical )?memory limits(?!.* virtual memory used)/,
  /Exit (?:status|code): ?-104\b/,
  // Nomad
  /Exit Message: "OOM Killed"/,
  // Mesos
  /Memory limit exceeded: Requested: /,
]

/** YARN's check of the address space, which says nothing of memory: no cgroup and no kernel has a part in it. */
const VIRTUAL_LIMIT_EXCEEDED =
  /beyond the ?'?(?:VIRTUAL|virtual)'? memory limit|beyond virtual memory limits|killed by YARN for exceeding .*virtual memory|Exit (?:status|code): ?-103\b/

/** containerd's word on a group whose memory ran out; the event names no victim. */
const OUT_OF_MEMORY_EVENT = /\bTaskOOM event\b/

export const platformLimits: LineRule = {
  read({ message, cursor, told }, facts) {
    if (VIRTUAL_LIMIT_EXCEEDED.test(message)) {
      facts.say('process.exit', { by: 'YARN', why: 'virtual-memory' }, cursor, told)
      return true
    }
    if (OUT_OF_MEMORY_EVENT.test(message)) {
      facts.say('memory.cgroup', { oomKills: 1 }, cursor, told)
      return true
    }
    if (!LIMIT_EXCEEDED.some((wording) => wording.test(message))) return false
    const code = /(?:status|Exit Code:) (\d+)/.exec(message)?.[1]
    facts.say('container.terminated', { reason: 'OOMKilled', ...(code && { exitCode: Number(code) }) }, cursor, told)
    return true
  },
}
