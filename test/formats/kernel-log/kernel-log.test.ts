import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from '../read-text.ts'

const MEMCG_5 = `[1234.567890] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=992
[1234.567891] CPU: 1 PID: 2423 Comm: java Not tainted 5.15.0 #1
[1234.567892] memory: usage 2097152kB, limit 2097152kB, failcnt 1234
[1234.567893] Tasks state (memory values in pages):
[1234.567894] [   2423]  1000  2423  2312345   523456  4562944        0           992 java
[1234.567895] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=abc,mems_allowed=0,oom_memcg=/kubepods/burstable/pod1,task_memcg=/kubepods/burstable/pod1/abc,task=java,pid=2423,uid=1000
[1234.567896] Memory cgroup out of memory: Killed process 2423 (java) total-vm:9249380kB, anon-rss:2093824kB, file-rss:21000kB, shmem-rss:0kB, UID:1000 pgtables:4456kB oom_score_adj:992
[1234.600000] oom_reaper: reaped process 2423 (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB
`

test('a kill in a memory cgroup is one fact: victim, limit, group', async () => {
  const { artifact, facts } = await readText(MEMCG_5)
  expect(artifact).toMatchObject({ format: 'kernel-log', coverage: { unknown: 0 } })
  expect(facts.map(({ type, value, process, span }) => ({ type, value, process, line: span.line }))).toEqual([
    {
      type: 'kernel.oom-kill',
      value: {
        ...{ constraint: 'memcg', limitKb: 2097152, cgroup: '/kubepods/burstable/pod1', pid: 2423, command: 'java' },
        ...{ totalVmKb: 9249380, anonRssKb: 2093824, fileRssKb: 21000 },
      },
      process: { pid: 2423 },
      line: 7,
    },
  ])
})

test('kernels 3.x and 4.x name the victim twice and count it once', async () => {
  const text = `Nov 21 10:00:00 broker-1 kernel: java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0
Nov 21 10:00:00 broker-1 kernel: Task in /docker/abc killed as a result of limit of /docker/abc
Nov 21 10:00:00 broker-1 kernel: memory: usage 524288kB, limit 524288kB, failcnt 55
Nov 21 10:00:00 broker-1 kernel: Memory cgroup out of memory: Kill process 77 (java) score 1001 or sacrifice child
Nov 21 10:00:00 broker-1 kernel: Killed process 77 (java) total-vm:2000kB, anon-rss:1000kB, file-rss:10kB
`
  const kills = (await factsIn(text)).filter(({ type }) => type === 'kernel.oom-kill')
  expect(kills).toMatchObject([
    {
      value: { constraint: 'memcg', cgroup: '/docker/abc', limitKb: 524288, pid: 77, totalVmKb: 2000 },
      process: { host: 'broker-1', pid: 77 },
      span: { line: 5 },
    },
  ])
})

test.each([
  ['[1.000000] Out of memory: Kill process 77 (java) score 900 or sacrifice child', 'none'],
  ['[1.000000] Out of memory: Killed process 77 (java) total-vm:1kB, anon-rss:1kB, file-rss:1kB', 'none'],
  ['Out of Memory: Killed process 77 (java).', 'none'],
  ['kernel: Out of memory: kill process 77 (java) score 900 or a child', 'none'],
  ['[1.000000] Killed process 77 (java) vsz:100kB, anon-rss:1kB, file-rss:1kB', 'unknown'],
  ['[1.000000] Memory cgroup out of memory: Killed process 77, UID 1000, (java) total-vm:1kB', 'memcg'],
])('kills in all wordings: %s', async (line, constraint) => {
  expect(await valuesIn('kernel.oom-kill', `${line}\n`)).toMatchObject([{ constraint, pid: 77, command: 'java' }])
})

test('two kills are two facts', async () => {
  const text = MEMCG_5 + MEMCG_5.replaceAll('2423', '2500')
  expect(await valuesIn('kernel.oom-kill', text)).toMatchObject([{ pid: 2423 }, { pid: 2500 }])
})

test('a dump that is cut before the victim says only that the killer ran', async () => {
  const text = MEMCG_5.split('\n').slice(0, 2).join('\n')
  expect(await factsIn(text)).toMatchObject([{ type: 'kernel.message', value: { topic: 'oom-killer-invoked' } }])
})

test('a dump that is cut after the group tells of a kill all the same', async () => {
  const text = `Nov 21 10:00:00 b kernel: java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0
Nov 21 10:00:00 b kernel: Task in /docker/abc killed as a result of limit of /docker/abc
Nov 21 10:00:00 b kernel: memory: usage 524288kB, limit 524288kB, failcnt 55
`
  expect(await valuesIn('kernel.oom-kill', text)).toEqual([
    { constraint: 'memcg', cgroup: '/docker/abc', limitKb: 524288, at: 2 },
  ])
})

test('the kubelet names the victim, and not surely the reason', async () => {
  const line =
    "I1010 17:41:58.058757 4991 event.go:221] type: 'Warning' reason: 'SystemOOM' System OOM encountered, victim process: java, pid: 8821\n"
  expect(await valuesIn('kernel.oom-kill', line)).toMatchObject([{ constraint: 'unknown', command: 'java', pid: 8821 }])
})

test('dmesg -T has a date, in a zone that is not said', async () => {
  const [kill] = await factsIn('[Sat Nov 21 10:00:00 2026] Out of memory: Killed process 77 (java) total-vm:1kB\n')
  expect(kill?.at).toEqual({ epochMs: Date.UTC(2026, 10, 21, 10), precisionMs: 1000, zone: 'assumed' })
})

test('systemd speaks of the unit', async () => {
  const line =
    'Nov 21 10:00:00 b systemd[1]: kafka.service: A process of this unit has been killed by the OOM killer.\n'
  expect(await valuesIn('kernel.oom-kill', line)).toMatchObject([{ constraint: 'unknown', cgroup: 'kafka.service' }])
})

test.each([
  'Nov 12 17:08:27 earlyoom[1295]: sending SIGTERM to process 5874 uid 1000 "java": oom_score 1170, VmRSS 3160 MiB, cmdline "java -jar a.jar"',
  'sending SIGKILL to process 5874 "java": badness 209, VmRSS 3160 MiB',
  'killing process 5874 "java" with signal 15: badness 550, VmRSS 3160 MiB',
  "Killing process 'java' with signal 15, pid: 5874, badness: 538, VmRSS: 3160 MiB",
])('earlyoom kills before the kernel has to: %s', async (line) => {
  const [kill] = await factsIn(`low memory! at or below SIGTERM limits: mem 10 %, swap 10 %\n${line}\n`)
  expect(kill).toMatchObject({
    type: 'kernel.oom-kill',
    value: { constraint: 'none', pid: 5874, command: 'java', by: 'earlyoom', anonRssKb: 3_235_840 },
    span: { line: 2 },
  })
})

test('forks rejected by the pids controller are counted', async () => {
  const line = '[9.000000] cgroup: fork rejected by pids controller in /system.slice/kafka.service\n'
  expect(await valuesIn('kernel.fork-rejected', line + line)).toEqual([
    { cgroup: '/system.slice/kafka.service', count: 2, firstLine: 1, lastLine: 2, at: 1 },
  ])
})

test.each([
  [
    '[7.000000] java[2423]: segfault at 10 ip 00007f6c5d5c8f50 sp 00007f6c5e7f0a10 error 4 in libjvm.so[7f6c5cd0e000+d2b000]',
    'java',
    'libjvm.so',
    '10',
  ],
  [
    '[7.000000] C2 CompilerThre[2424]: segfault at 0 ip 00007f6c5d5c8f50 sp 00007f6c error 6 in libjvm.so[7f6c5cd0e000+d2b000] likely on CPU 3 (core 1, socket 0)',
    'C2 CompilerThre',
    'libjvm.so',
    '0',
  ],
  [
    '[7.000000] traps: java[2423] general protection fault ip:7f36c sp:7f36d error:0 in libc.so.6[7f36a000+155000]',
    'java',
    'libc.so.6',
    '7f36c',
  ],
])('faults of a program: %s', async (line, command, library, address) => {
  expect(await valuesIn('kernel.segfault', `${line}\n`)).toMatchObject([{ command, library, address }])
})

test('a trap says what the processor refused', async () => {
  const line =
    '[7.000000] traps: java[2423] trap invalid opcode ip:7f36c sp:7f36d error:0 in libtensorflow_jni.so[7f36a000+155000]\n'
  expect(await valuesIn('kernel.segfault', line)).toMatchObject([
    { command: 'java', trap: 'invalid opcode', address: '7f36c', library: 'libtensorflow_jni.so', at: 1 },
  ])
})

test.each([
  ['blk_update_request: I/O error, dev sdb, sector 123456', 'io'],
  ['Buffer I/O error on dev sdb1, logical block 77, lost async page write', 'io'],
  ['nvme nvme0: I/O 123 QID 4 timeout, aborting', 'io'],
  ['EXT4-fs error (device sdb1): ext4_find_entry:1455: inode #2: comm java: reading directory lblock 0', 'filesystem'],
  ['EXT4-fs (sdb1): Remounting filesystem read-only', 'filesystem'],
  ['XFS (sdb1): metadata I/O error in "xfs_trans_read_buf_map" at daddr 0x10 len 8 error 5', 'filesystem'],
  ['nfs: server nas1 not responding, still trying', 'nfs'],
  ['mce: [Hardware Error]: Machine check events logged', 'machine-check'],
  ['EDAC MC0: 1 CE memory read error on CPU_SrcID#0', 'memory'],
  ['Memory failure: 0x1234: Killing java:2423 due to hardware memory corruption', 'memory'],
])('hardware: %s', async (line, kind) => {
  expect(await valuesIn('kernel.hardware-error', `[7.000000] ${line}\n`)).toMatchObject([
    { kind, message: line, count: 1 },
  ])
})

test.each([
  ['java: page allocation failure: order:4, mode:0x40c0', 'page-allocation-failure'],
  ['TCP: out of memory -- consider tuning tcp_mem', 'tcp-out-of-memory'],
  ['INFO: task java:2423 blocked for more than 120 seconds.', 'hung-task'],
  ['VFS: file-max limit 65536 reached', 'file-max-reached'],
  [
    'mmap: java (2423): VmData 2147487744 exceed data ulimit 2147483648. Update limits or use boot option ignore_rlimit_data.',
    'rlimit-data-exceeded',
  ],
  [
    '__vm_enough_memory: pid: 2423, comm: java, bytes: 4294967296 not enough memory for the allocation',
    'commit-refused',
  ],
  ['nf_conntrack: nf_conntrack: table full, dropping packet', 'conntrack-full'],
  ['watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [java:2423]', 'cpu-stall'],
])('messages have a topic: %s', async (line, topic) => {
  expect(await valuesIn('kernel.message', `[7.000000] ${line}\n`)).toMatchObject([{ topic, message: line }])
})

test('a Java log that speaks of I/O errors is no kernel log', async () => {
  const text = '[2026-11-21 10:00:00,000] ERROR I/O error while reading: Connection reset (kafka.network.Processor)\n'
  expect((await factsIn(text)).filter(({ type }) => type.startsWith('kernel.'))).toEqual([])
})

test('old kernels choose one process and kill its child: the reason is the same', async () => {
  const text = `[1.000000] Memory cgroup out of memory: Kill process 90 (java) score 998 or sacrifice child
[1.000100] Killed process 77 (java) total-vm:2000kB, anon-rss:1000kB, file-rss:10kB
[9.000000] Killed process 55 (java) total-vm:3000kB, anon-rss:2000kB, file-rss:10kB
`
  expect(await valuesIn('kernel.oom-kill', text)).toMatchObject([
    { constraint: 'memcg', pid: 77, totalVmKb: 2000 },
    { constraint: 'unknown', pid: 55, totalVmKb: 3000 },
  ])
})
