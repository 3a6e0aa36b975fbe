import { expect, test } from 'vitest'
import { commandIn } from '../../../src/formats/operator/command.ts'
import { factsIn, readText, valuesIn } from '../read-text.ts'

test.each([
  ['$ ulimit -a', 'ulimit -a'],
  ['# sysctl vm.max_map_count', 'sysctl vm.max_map_count'],
  ['[root@broker-1 ~]# free -m', 'free -m'],
  ['kafka@broker-1:/opt/kafka$ df -h', 'df -h'],
  ['[kafka@broker-1 kafka]$ sudo sysctl -a', 'sysctl -a'],
  ['bash-4.2$ cat /proc/1/limits', 'cat /proc/1/limits'],
  ['~ # ps aux', 'ps aux'],
  ['root@broker-1:/# wc -l /proc/1/maps', 'wc -l /proc/1/maps'],
  ['$ kubectl exec kafka-0 -c kafka -- cat /sys/fs/cgroup/memory.max', 'cat /sys/fs/cgroup/memory.max'],
  ['+ ulimit -a', 'ulimit -a'],
  ['free -m', 'free -m'],
  ['cat /proc/sys/vm/max_map_count', 'cat /proc/sys/vm/max_map_count'],
  ['wc -l < /proc/1/maps', 'wc -l < /proc/1/maps'],
  ['=== free -m ===', 'free -m'],
  ['==> /sys/fs/cgroup/memory.max <==', 'cat /sys/fs/cgroup/memory.max'],
])('a command was typed: %s', (line, command) => {
  expect(commandIn(line)).toBe(command)
})

test.each([
  '# There is insufficient memory for the Java Runtime Environment to continue.',
  '# A fatal error has been detected by the Java Runtime Environment:',
  '[2026-11-21 10:00:00,000] INFO started (kafka.server.KafkaServer)',
  '/dev/sda1        98G   93G  5.0G  95% /',
  'java.lang.OutOfMemoryError: Java heap space',
  '# vm.max_map_count is set by the installer',
  'free memory was low',
  'ps',
])('nothing was typed: %s', (line) => {
  expect(commandIn(line)).toBeUndefined()
})

test('bare numbers mean what the command says', async () => {
  const text = `$ wc -l < /proc/2423/maps
65532
$ cat /proc/2423/maps | wc -l
65531
$ pmap 2423 | wc -l
65534
$ ls /proc/2423/fd | wc -l
812
$ ls -l /proc/2423/fd | wc -l
813
$ ls /proc/2423/task | wc -l
301
$ cat /proc/sys/vm/max_map_count /proc/sys/kernel/pid_max
65530
32768
$ ulimit -n; ulimit -v
1024
unlimited
$ java -jar x.jar; echo $?
134
$ wc -l server.log
12345 server.log
`
  const facts = await factsIn(text)
  expect(facts.map(({ type, value, process, span }) => [span.line, type, value, process?.pid])).toEqual([
    [2, 'maps.count', { count: 65532, withGate: true, moment: 'snapshot' }, 2423],
    [4, 'maps.count', { count: 65531, withGate: true, moment: 'snapshot' }, 2423],
    [6, 'maps.count', { count: 65532, withGate: true, moment: 'snapshot' }, 2423],
    [8, 'fds.count', { open: 812 }, 2423],
    [10, 'fds.count', { open: 812 }, 2423],
    [12, 'threads.count', { total: 301, moment: 'snapshot' }, 2423],
    [14, 'sysctl', { key: 'vm.max_map_count', value: 65530, moment: 'snapshot' }, undefined],
    [15, 'sysctl', { key: 'kernel.pid_max', value: 32768, moment: 'snapshot' }, undefined],
    [17, 'limit.rlimit', { resource: 'NOFILE', soft: 1024 }, undefined],
    [18, 'limit.rlimit', { resource: 'AS', soft: null }, undefined],
    [20, 'process.exit', { code: 134, by: 'shell' }, undefined],
  ])
})

test('wc names its file, which is enough without a prompt', async () => {
  const [fact] = await factsIn('65532 /proc/2423/maps\n')
  expect(fact).toMatchObject({ type: 'maps.count', value: { count: 65532 }, process: { pid: 2423 } })
})

test('one file may hold the output of several commands', async () => {
  const text = `[root@b ~]# sysctl vm.max_map_count; ulimit -a
vm.max_map_count = 65530
core file size          (blocks, -c) 0
max user processes              (-u) 4096
[root@b ~]# echo done
done
`
  expect(await valuesIn('sysctl', text)).toMatchObject([{ value: 65530, at: 2 }])
  expect(await valuesIn('limit.rlimit', text)).toMatchObject([{ resource: 'NPROC', soft: 4096, at: 4 }])
  const { artifact } = await readText(text)
  expect(artifact).toMatchObject({ format: 'shell', coverage: { lines: 6, recognized: 5, unknown: 1 } })
})

test('cgroup files under prompts, headings, or grep', async () => {
  const prompts = `$ cat /sys/fs/cgroup/memory.max
2147483648
$ cat /sys/fs/cgroup/memory.events
low 0
high 0
max 1234
oom 2
oom_kill 1
$ cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids.current
max
812
`
  expect(await valuesIn('memory.cgroup', prompts)).toEqual([
    { version: 2, limitBytes: 2147483648, at: 2 },
    { version: 2, failCount: 1234, oomKills: 1, at: 6 },
    { tasksMax: null, tasksCurrent: 812, at: 10 },
  ])
  const grep = `/sys/fs/cgroup/memory/memory.limit_in_bytes:9223372036854771712
/sys/fs/cgroup/memory/memory.usage_in_bytes:123456
/sys/fs/cgroup/memory/memory.failcnt:7
`
  const { artifact } = await readText(grep)
  expect(artifact.format).toBe('cgroup')
  expect(await valuesIn('memory.cgroup', grep)).toEqual([
    { version: 1, limitBytes: null, usageBytes: 123456, failCount: 7, at: 1 },
  ])
})

test('cgroup files by themselves', async () => {
  expect((await readText('low 0\nhigh 0\nmax 9\noom 1\noom_kill 1\n')).facts).toMatchObject([
    { type: 'memory.cgroup', value: { failCount: 9, oomKills: 1 } },
  ])
  expect((await readText('max\n', 'memory.max')).facts).toMatchObject([{ value: { limitBytes: null } }])
  expect((await readText('4294967296\n', 'sys_fs_cgroup_memory_current.txt')).facts).toMatchObject([
    { value: { usageBytes: 4294967296 } },
  ])
})

test('/proc/self is the process that counts, not the JVM', async () => {
  expect(await factsIn('$ wc -l /proc/self/maps\n37 /proc/self/maps\n$ ls /proc/self/fd | wc -l\n6\n')).toEqual([])
})

test('a file named for the count of mappings', async () => {
  expect(await factsIn('65532\n', 'maps_count.txt')).toMatchObject([{ type: 'maps.count', value: { count: 65532 } }])
})

test('a command that failed is understood and says nothing', async () => {
  const { artifact } = await readText(
    '$ cat /sys/fs/cgroup/memory.max\ncat: /sys/fs/cgroup/memory.max: No such file or directory\n',
  )
  expect(artifact.coverage).toMatchObject({ recognized: 1, ignored: 1, unknown: 0 })
})
