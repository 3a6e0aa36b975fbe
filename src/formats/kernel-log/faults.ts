// Single lines of the kernel about faults of programs, devices and file systems, and about tables that are full.

import type { FactTypes } from '../../model/fact-types.ts'
import type { LineCursor } from '../../source/block.ts'
import type { Circumstance, FactLedger } from '../../source/fact-ledger.ts'

type HardwareKind = FactTypes['kernel.hardware-error']['kind']

/** Source: block/blk-core.c, drivers/ata, drivers/nvme, fs/ext4, fs/xfs, fs/nfs, drivers/edac, mm/memory-failure.c. */
const HARDWARE: readonly (readonly [kind: HardwareKind, wording: RegExp])[] = [
  ['memory', /EDAC MC\d+: \d+ [CU]E|Memory failure: 0x|hardware memory corruption/],
  ['machine-check', /\[Hardware Error\]|[Mm]achine [Cc]heck (?:[Ee]xception|events? logged)/],
  [
    'filesystem',
    /(?:EXT[234]|XFS|F2FS|FAT)-fs (?:error|warning) \(device|Remounting filesystem read-only|Aborting journal on device/,
  ],
  [
    'filesystem',
    /XFS \([^)]+\): .*(?:[Ee]rror|[Cc]orrupt|[Ss]hut.?down)|BTRFS (?:error|critical) \(device|JBD2: .*(?:error|abort)/i,
  ],
  ['nfs', /\bnfs: server \S+ not responding|NFS: .* error/],
  [
    'io',
    /I\/O error,? (?:dev|on dev)|Buffer I\/O error|lost (?:async )?page write due to I\/O error|rejecting I\/O to offline/,
  ],
  ['io', /[Mm]edium [Ee]rror|nvme\d*:? .*I\/O \d+.* QID \d+ timeout|ata\d[\d.]*: (?:exception Emask|failed command)/],
]

/** Topic by wording; what a JVM may die of without the kernel naming it. */
const MESSAGES: readonly (readonly [topic: string, wording: RegExp])[] = [
  ['page-allocation-failure', /page allocation failure/],
  ['tcp-out-of-memory', /TCP: out of memory|too many orphaned sockets/],
  ['hung-task', /task \S.*:\d+ blocked for more than \d+ seconds/],
  ['cpu-stall', /soft lockup - CPU|self-detected stall on CPU/],
  ['conntrack-full', /table full, dropping packet|neighbor table overflow/],
  ['file-max-reached', /file-max limit \d+ reached/],
  ['rlimit-data-exceeded', /VmData \d+ exceed data ulimit/],
  ['commit-refused', /(?:not|no) enough memory for the allocation/],
  ['seccomp', /type=1326 .*syscall=/],
  ['access-denied', /avc: {2}denied|apparmor="DENIED"/],
  ['syn-flood', /possible SYN flooding/],
  ['no-killable-process', /no killable processes/],
  ['nfs-recovered', /\bnfs: server \S+ OK/],
  ['kernel-panic', /Kernel panic/],
  ['boot', /\bLinux version \d/],
]

const FORK_REJECTED = /fork rejected by pids controller in (\S+)/
/** `java[2423]: segfault at 0 ip 00007f… sp 00007f… error 4 in libjvm.so[7f…+ff]`: the number is that of the thread. */
const SEGFAULT = /(?:^|[\s\]:])(\S[^[\]:]*)\[(\d+)\]: segfault at ([0-9a-f]+) ip (?:.*? in ([^[\s]+)\[)?/
/** `traps: java[2423] general protection fault ip:7f… sp:7f… error:0 in libc.so.6[7f…+ff]` */
const TRAP =
  /traps: (\S.*?)\[(\d+)\] (general protection|trap [\w ]+?|[\w ]+ fault)(?: fault)?(?= ip:| sp:|,).*?\bip:([0-9a-f]+)(?:.*? in ([^[\s]+)\[)?/

/** Reads the line if it tells of a fault. */
export function readFault(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
  const cgroup = FORK_REJECTED.exec(text)?.[1]
  if (cgroup !== undefined) {
    facts.repeat('kernel.fork-rejected', { cgroup }, cursor, told)
    return true
  }
  if (readSegfault(text, cursor, told, facts)) return true
  const message = messageOf(text)
  const kind = HARDWARE.find(([, wording]) => wording.test(text))?.[0]
  if (kind !== undefined) {
    facts.repeat('kernel.hardware-error', { kind, message }, cursor, told, `${kind} ${shapeOf(message)}`)
    return true
  }
  const topic = MESSAGES.find(([, wording]) => wording.test(text))?.[0]
  if (topic === undefined) return false
  facts.repeat('kernel.message', { topic, message }, cursor, told, `${topic} ${shapeOf(message)}`)
  return true
}

function readSegfault(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
  const segfault = SEGFAULT.exec(text)
  const fault = segfault ?? TRAP.exec(text)
  if (fault === null) return false
  const [, command, pid] = fault as unknown as [string, string, string]
  const [trap, address, library] = segfault === null ? fault.slice(3) : [undefined, ...fault.slice(3)]
  const value = {
    command: command.trim(),
    pid: Number(pid),
    ...(address && { address }),
    ...(library && { library }),
    ...(trap && { trap: trap.replace(/^trap /, '') }),
  }
  facts.say('kernel.segfault', value, cursor, told)
  return true
}

/** Without stamp, host and `kernel:`. */
function messageOf(text: string): string {
  return text
    .replace(/^.{0,100}?\bkernel: ?/, '')
    .replace(/^(?:<\d+>)?\s*\[[^\]]*\d[^\]]*\]\s*/, '')
    .trim()
}

function shapeOf(message: string): string {
  return message.replace(/0x[0-9a-f]+|\d+/gi, '0')
}
