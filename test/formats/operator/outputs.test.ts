import { expect, test } from 'vitest'
import { readText, valuesIn } from '../read-text.ts'

const BASH = `core file size          (blocks, -c) 0
data seg size           (kbytes, -d) 2000000
max locked memory       (kbytes, -l) 64
open files                      (-n) 1024
stack size              (kbytes, -s) 8192
max user processes              (-u) 62932
virtual memory          (kbytes, -v) unlimited
file locks                      (-x) unlimited
`
const DASH = `time(seconds)        unlimited
file(blocks)         unlimited
data(kbytes)         2000000
stack(kbytes)        8192
coredump(blocks)     0
memory(kbytes)       unlimited
locked memory(kbytes) 64
process              62932
nofiles              1024
vmemory(kbytes)      unlimited
`
const KSH = `address space limit (Kibytes)  (-M)  unlimited
core file size (blocks)        (-c)  0
data size (Kibytes)            (-d)  2000000
locked address space (Kibytes) (-l)  64
nofile                         (-n)  1024
nproc                          (-u)  62932
stack size (Kibytes)           (-s)  8192
`
const BUSYBOX = `-f: file size (blocks)             unlimited
-d: data seg size (kb)             2000000
-s: stack size (kb)                8192
-l: locked memory (kb)             64
-p: processes                      62932
-n: file descriptors               1024
-v: address space (kb)             unlimited
`

test.each([
  ['bash', BASH],
  ['dash', DASH],
  ['ksh', KSH],
  ['busybox', BUSYBOX],
])('ulimit -a of %s: sizes in bytes, unlimited is null', async (_, text) => {
  const { artifact } = await readText(text)
  expect(artifact.format).toBe('shell')
  expect(artifact.coverage.unknown).toBe(0)
  const limits = Object.fromEntries(
    (await valuesIn('limit.rlimit', text)).map((limit) => [
      (limit as { resource: string }).resource,
      (limit as { soft: number }).soft,
    ]),
  )
  expect(limits).toEqual({
    ...{ DATA: 2_048_000_000, STACK: 8_388_608, MEMLOCK: 65_536, NPROC: 62_932, NOFILE: 1024 },
    AS: null,
    ...(text === KSH && { AS: null }),
  })
})

test('sysctl -a: settings that matter are facts', async () => {
  const text =
    'fs.file-max = 9223372036854775807\nkernel.hostname = broker-1\nkernel.pid_max = 4194304\nvm.max_map_count = 65530\n'
  const { artifact } = await readText(text)
  expect(artifact).toMatchObject({ format: 'sysctl', coverage: { recognized: 4, unknown: 0 } })
  expect(await valuesIn('sysctl', text)).toMatchObject([
    { key: 'fs.file-max', at: 1 },
    { key: 'kernel.pid_max', value: 4194304, at: 3 },
    { key: 'vm.max_map_count', value: 65530, moment: 'snapshot', at: 4 },
  ])
})

test('paths under /proc/sys are settings too', async () => {
  expect(await valuesIn('sysctl', '/proc/sys/vm/max_map_count: 262144\n')).toMatchObject([
    { key: 'vm.max_map_count', value: 262144 },
  ])
})

test('a number alone is read by the name of its file, and that is said', async () => {
  const reading = await readText('65530\n', 'bundle.tgz!/lab/proc_sys_vm_max_map_count.txt')
  expect(reading.artifact.format).toBe('sysctl')
  expect(reading.artifact.notes).toMatchObject([{ code: 'sysctl/read-by-name' }])
  expect(reading.facts).toMatchObject([{ type: 'sysctl', value: { key: 'vm.max_map_count', value: 65530 } }])
})

test('a number in a file whose name says nothing is nothing', async () => {
  expect((await readText('65530\n', 'x.txt')).facts).toEqual([])
})

test('a setting named by the file but not held by it is nothing', async () => {
  expect((await readText('permission denied\n', 'max_map_count.txt')).facts).toEqual([])
})

test('sysctl.conf says what is wanted, not what is in force', async () => {
  const { artifact, facts } = await readText('# for kafka\nvm.max_map_count=262144\n')
  expect(facts).toEqual([])
  expect(artifact).toMatchObject({ format: 'sysctl', coverage: { unknown: 0 } })
  expect(artifact.notes).toMatchObject([{ code: 'sysctl/configuration' }])
})

const FREE = `              total        used        free      shared  buff/cache   available
Mem:       16265196     9123456      201344      123456     6940396     6789012
Swap:       2097148     2097148           0
`

test('free: KiB unless said otherwise', async () => {
  expect(await valuesIn('memory.host', FREE)).toEqual([
    {
      ...{ moment: 'snapshot', totalKb: 16265196, freeKb: 201344, shmemKb: 123456, cachedKb: 6940396 },
      ...{ availableKb: 6789012, swapTotalKb: 2097148, swapFreeKb: 0, at: 2 },
    },
  ])
})

test('free -h: each number has its unit', async () => {
  const text = FREE.replace('16265196', '15Gi').replace('201344', '196Mi')
  expect(await valuesIn('memory.host', text)).toMatchObject([{ totalKb: 15 * 1024 ** 2, freeKb: 196 * 1024 }])
})

test('free -m with its command, and without it by size and with a note', async () => {
  const text = 'total used free\nMem: 15883 8909 196\nSwap: 0 0 0\n'
  expect(await valuesIn('memory.host', `$ free -m\n${text}`)).toMatchObject([{ totalKb: 15883 * 1024, at: 3 }])
  const alone = await readText(text)
  expect(alone.facts).toMatchObject([{ value: { totalKb: 15883 * 1024 } }])
  expect(alone.artifact.notes).toMatchObject([{ code: 'shell/unit-assumed' }])
})

test('free of procps before 3.3.10', async () => {
  const text = `             total       used       free     shared    buffers     cached
Mem:      16334488   15920952     413536          0     241212    9876543
-/+ buffers/cache:    5803197   10531291
Swap:      4194300          0    4194300
`
  expect(await valuesIn('memory.host', text)).toMatchObject([
    { totalKb: 16334488, freeKb: 413536, buffersKb: 241212, cachedKb: 9876543, swapFreeKb: 4194300 },
  ])
})

test('df in blocks, human, with types, with wrapped names, and of inodes', async () => {
  const text = `Filesystem     1K-blocks  Used Available Use% Mounted on
tmpfs               2048  2048         0 100% /opt/lab/mnt
Filesystem      Size  Used Avail Use% Mounted on
/dev/sda1        98G   93G  5.0G  95% /
Filesystem     Type 1M-blocks   Used Available Use% Mounted on
/dev/mapper/vg_data-lv_kafka
               xfs     102400 102400         0 100% /var/lib/kafka data
Filesystem      Inodes  IUsed  IFree IUse% Mounted on
/dev/sda1      6553600 6553600     0  100% /
`
  expect(await valuesIn('disk.usage', text)).toEqual([
    { mount: '/opt/lab/mnt', filesystem: 'tmpfs', sizeKb: 2048, usedKb: 2048, availableKb: 0, usePercent: 100, at: 2 },
    {
      ...{ mount: '/', filesystem: '/dev/sda1', sizeKb: 98 * 1024 ** 2, usedKb: 93 * 1024 ** 2 },
      ...{ availableKb: 5 * 1024 ** 2, usePercent: 95, at: 4 },
    },
    {
      ...{ mount: '/var/lib/kafka data', filesystem: '/dev/mapper/vg_data-lv_kafka', sizeKb: 104857600 },
      ...{ usedKb: 104857600, availableKb: 0, usePercent: 100, at: 7 },
    },
    { mount: '/', filesystem: '/dev/sda1', usePercent: 100, inodes: true, at: 9 },
  ])
})

test.each([
  ['mount', 'tmpfs on /tmp type tmpfs (rw,nosuid,noexec)\n'],
  ['/proc/mounts', 'tmpfs /tmp tmpfs rw,nosuid,noexec 0 0\n'],
  ['findmnt', 'TARGET SOURCE FSTYPE OPTIONS\n└─/tmp tmpfs  tmpfs  rw,nosuid,noexec\n'],
  ['findmnt -T', '$ findmnt -T /tmp -o OPTIONS\nOPTIONS\nrw,nosuid,noexec\n'],
])('mount options: %s', async (_, text) => {
  expect(await valuesIn('mount.options', text)).toMatchObject([{ mount: '/tmp', options: ['rw', 'nosuid', 'noexec'] }])
})

test('uname, os-release and java -version', async () => {
  const text = `$ uname -a
Linux broker-1 5.15.153.1-microsoft-standard-WSL2 #1 SMP Fri Mar 29 x86_64 GNU/Linux
$ cat /etc/os-release
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
ID=debian
$ java -version
openjdk version "17.0.15" 2025-04-15
OpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)
OpenJDK 64-Bit Server VM (build 17.0.15+6-Debian-1deb12u1, mixed mode, sharing)
`
  expect(await valuesIn('os', text)).toEqual([
    {
      ...{ family: 'linux', host: 'broker-1', kernel: '5.15.153.1-microsoft-standard-WSL2', architecture: 'x86_64' },
      ...{ wsl: true, at: 2 },
    },
    { family: 'linux', distribution: 'Debian GNU/Linux 12 (bookworm)', at: 4 },
  ])
  expect(await valuesIn('jvm.version', text)).toEqual([
    { version: '17.0.15+6-Debian-1deb12u1', vm: 'OpenJDK 64-Bit Server VM', major: 17, bits: 64, at: 9 },
  ])
})

test('ps: the only JVM is the process, its threads are rows or a column', async () => {
  const aux = `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
root           1  0.0  0.0 168000 11000 ?        Ss   Nov01   0:05 /sbin/init
kafka       2423  9.1 30.2 9000000 4900000 ?     Sl   Nov01  99:05 /usr/bin/java -Xmx4g kafka.Kafka
`
  expect(await valuesIn('memory.process', aux)).toMatchObject([{ virtualKb: 9000000, rssKb: 4900000, at: 3 }])
  const threads = `UID          PID    PPID     LWP  C NLWP STIME TTY          TIME CMD
kafka       2423       1    2423  0  812 10:00 ?        00:00:00 java -Xmx4g kafka.Kafka
kafka       2423       1    2424  0  812 10:00 ?        00:00:01 java -Xmx4g kafka.Kafka
`
  expect(await valuesIn('threads.count', threads)).toMatchObject([{ total: 812, moment: 'snapshot' }])
  const two = `${aux}kafka       2424  9.1 30.2 9000000 4900000 ?     Sl   Nov01  99:05 /usr/bin/java Other\n`
  const reading = await readText(two)
  expect(reading.facts).toEqual([])
  expect(reading.artifact.notes).toMatchObject([{ code: 'shell/several-jvms' }])
})

test('systemctl status tells how it ended and the task limit', async () => {
  const text = `● kafka.service - Apache Kafka
     Loaded: loaded (/etc/systemd/system/kafka.service; enabled)
     Active: failed (Result: signal) since Sat 2026-11-21 10:00:00 UTC
   Main PID: 2423 (code=killed, signal=KILL)
      Tasks: 4915 (limit: 4915)
`
  expect(await valuesIn('process.exit', text)).toMatchObject([{ signal: 'SIGKILL', by: 'systemd', at: 4 }])
  expect(await valuesIn('memory.cgroup', text)).toMatchObject([{ tasksCurrent: 4915, tasksMax: 4915, at: 5 }])
})
