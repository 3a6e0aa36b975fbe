import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from '../read-text.ts'

test.each([
  [
    'Error occurred during initialization of VM\nCould not reserve enough space for 4194304KB object heap\n',
    1,
    /initialization of VM: Could not reserve enough space/,
  ],
  [
    'Error occurred during initialization of boot layer\njava.lang.module.FindException: Module x not found\n',
    1,
    /boot layer: .*Module x not found/,
  ],
  [
    "Unrecognized VM option 'UseConcMarkSweepGC'\nError: Could not create the Java Virtual Machine.\nError: A fatal exception has occurred. Program will exit.\n",
    1,
    /UseConcMarkSweepGC/,
  ],
  ['Error: Could not create the Java Virtual Machine.\n', 1, /Could not create/],
  ['Invalid maximum heap size: -Xmx4gb\n', 1, /-Xmx4gb/],
  ['could not find java in ES_JAVA_HOME at /usr/lib/jvm/java-11/bin/java\n', 1, /ES_JAVA_HOME/],
  ['No suitable Java Virtual Machine could be found on your system.\n', 1, /No suitable/],
  ['Error: Could not find or load main class kafka.Kafka\n', 1, /kafka\.Kafka/],
  [
    'Exception in thread "main" java.lang.UnsupportedClassVersionError: kafka/Kafka has been compiled by a more recent version\n',
    1,
    /UnsupportedClassVersion/,
  ],
  [
    'Error: LinkageError occurred while loading main class kafka.Kafka\n\tjava.lang.UnsupportedClassVersionError: kafka/Kafka (class file version 61.0)\n',
    1,
    /LinkageError/,
  ],
  [
    'Error: Exception thrown by the agent : java.rmi.server.ExportException: Port already in use: 9999; nested exception is:\n\tjava.net.BindException: Address already in use (Bind failed)\n',
    1,
    /9999/,
  ],
])('a JVM that never came up: %j', async (text, at, message) => {
  const [failure] = await valuesIn('jvm.startup-failed', text)
  expect(failure).toMatchObject({ at, message: expect.stringMatching(message) })
})

test('a script that warns of JAVA_HOME and goes on has not failed', async () => {
  const text = 'JAVA_HOME is not set. Unexpected results may occur.\n10:11:12,123 INFO  [org.jboss.as] started\n'
  expect(await valuesIn('jvm.startup-failed', text)).toEqual([])
})

test('a conclusion after its reason is no second failure', async () => {
  const text = "Unrecognized VM option 'X'\nError: Could not create the Java Virtual Machine.\n"
  expect(await valuesIn('jvm.startup-failed', text)).toHaveLength(1)
})

test('a port taken in the log of a running application is no start-up failure of the JVM', async () => {
  const text =
    'x VM warning: something\n[2026-11-21 10:00:00,000] ERROR java.net.BindException: Address already in use (x)\n'
  expect(await valuesIn('jvm.startup-failed', text)).toEqual([])
})

test.each([
  ['Terminating due to java.lang.OutOfMemoryError: Java heap space\n', 'terminating', 'Java heap space'],
  ['Aborting due to java.lang.OutOfMemoryError: Metaspace\n', 'aborting', 'Metaspace'],
  [
    'java.lang.OutOfMemoryError: Java heap space\nDumping heap to java_pid12.hprof ...\n',
    'heap-dump',
    'Java heap space',
  ],
  [
    '#\n# java.lang.OutOfMemoryError: GC overhead limit exceeded\n# -XX:OnOutOfMemoryError="kill -9 %p"\n#   Executing /bin/sh -c "kill -9 12"...\n',
    'command',
    'GC overhead limit exceeded',
  ],
])('what is done about an OutOfMemoryError: %j', async (text, action, kind) => {
  expect(await valuesIn('jvm.oom-action', text)).toMatchObject([{ action, kind }])
})

test('a heap dump that somebody asked for follows no error', async () => {
  expect(await valuesIn('jvm.oom-action', 'Dumping heap to /tmp/x.hprof ...\nHeap dump file created\n')).toEqual([])
})

test.each([
  [
    "*** Error in `java': double free or corruption (!prev): 0x00007f36d4001010 ***",
    'double free or corruption (!prev)',
  ],
  ['free(): invalid pointer', 'free(): invalid pointer'],
  ['malloc(): corrupted top size', 'malloc(): corrupted top size'],
  ['free(): double free detected in tcache 2', 'free(): double free detected in tcache 2'],
  ['corrupted size vs. prev_size while consolidating', 'corrupted size vs. prev_size while consolidating'],
  ['*** stack smashing detected ***: terminated', '*** stack smashing detected ***'],
  [
    "terminate called after throwing an instance of 'std::bad_alloc'",
    "terminate called after throwing an instance of 'std::bad_alloc'",
  ],
])('the C library gives up: %s', async (line, message) => {
  expect(await valuesIn('native.abort', `x\n${line}\n`)).toMatchObject([{ message, at: 2 }])
})

test.each([
  ['kafka.service: Main process exited, code=killed, status=9/KILL', { signal: 'SIGKILL', by: 'systemd' }],
  ['kafka.service: Main process exited, code=exited, status=137/n/a', { code: 137, by: 'systemd' }],
  ['systemd[1]: kafka.service: main process exited, code=dumped, status=6/ABRT', { signal: 'SIGABRT', by: 'systemd' }],
  [
    'bash: line 1: 28091 Aborted                 (core dumped) /usr/bin/java -Xmx256m',
    { signal: 'SIGABRT', by: 'shell' },
  ],
  ['[1]+  Killed                  java -jar x.jar', { signal: 'SIGKILL', by: 'shell' }],
  ['Segmentation fault (core dumped)', { signal: 'SIGSEGV', by: 'shell' }],
  ['Killed', { signal: 'SIGKILL', by: 'shell' }],
  [
    '2026-11-21 10:00:00,000 INFO exited: kafka (terminated by SIGKILL; not expected)',
    { signal: 'SIGKILL', by: 'supervisord' },
  ],
  [
    'ERROR  | wrapper  | 2026/11/21 10:00:00 | JVM received a signal SIGKILL (9).',
    { signal: 'SIGKILL', by: 'tanuki-wrapper' },
  ],
  ['kafka_1 exited with code 137', { code: 137, by: 'supervisor' }],
  [
    'Process finished with exit code 134 (interrupted by signal 6: SIGABRT)',
    { code: 134, signal: 'SIGABRT', by: 'ide' },
  ],
  ['command terminated with exit code 137', { code: 137, by: 'supervisor' }],
  ['Command terminated by signal 9', { signal: 'SIGKILL', by: 'time' }],
  ['exit=137', { code: 137, by: 'script' }],
])('how it ended: %s', async (line, exit) => {
  expect(await valuesIn('process.exit', `starting\n${line}\n`)).toMatchObject([{ ...exit, at: 2 }])
})

test.each([
  ['heroku[web.1]: Error R15 (Memory quota vastly exceeded)', {}],
  ['APP/PROC/WEB: Exited with status 137 (out of memory)', { exitCode: 137 }],
  ['Memory limit of 512 MiB exceeded with 530 MiB used. Consider increasing the memory limit', {}],
  ['Container killed by YARN for exceeding memory limits. 7.2 GB of 7 GB physical memory used.', {}],
  ['Container marked as failed: container_e33_1 on host: b. Exit status: -104. Diagnostics: x', {}],
  ['2022-03-02T10:11:12Z  Terminated  Exit Code: 137, Exit Message: "OOM Killed"', { exitCode: 137 }],
  ["Container [pid=7,containerID=c_1] is running 52B beyond the 'PHYSICAL' memory limit. Current usage: 2 GB", {}],
])('a platform ended it at its memory limit: %s', async (line, said) => {
  expect(await valuesIn('container.terminated', `x\n${line}\n`)).toMatchObject([
    { reason: 'OOMKilled', ...said, at: 2 },
  ])
})

test.each([
  'Container [pid=7,containerID=c_1] is running beyond virtual memory limits. Current usage: 1 GB of 2 GB physical memory used; 5 GB of 4.2 GB virtual memory used. Killing container.',
  'Container killed by YARN for exceeding memory limits. 7.2 GB of 4.2 GB virtual memory used.',
  ' Exit code:-103.',
])('a limit of address space is none of memory: %s', async (line) => {
  expect(await valuesIn('container.terminated', `x\n${line}\n`)).toEqual([])
  expect(await valuesIn('process.exit', `x\n${line}\n`)).toMatchObject([{ by: 'YARN', why: 'virtual-memory', at: 2 }])
})

test('containerd tells of a group without memory, and of no victim', async () => {
  const line = 'time="2024-05-01T10:11:12Z" level=info msg="TaskOOM event container_id:\\"29d72966e0be\\""\n'
  expect(await valuesIn('memory.cgroup', line)).toMatchObject([{ oomKills: 1, at: 1 }])
})

test("Cloud Foundry's agent says what was exhausted", async () => {
  const heap =
    'Resource exhaustion event: the JVM was unable to allocate memory from the heap.\nResourceExhausted! (1/0)\n'
  expect(await valuesIn('jvm.oom-action', heap)).toMatchObject([{ action: 'command', kind: 'Java heap space', at: 1 }])
  const thread = 'Resource exhaustion event: the JVM was unable to create a thread.\n'
  expect(await valuesIn('jvm.thread-start-failed', thread)).toMatchObject([{ count: 1, at: 1 }])
})

const WINDOWS_EVENT = (code: string): string => `Log Name:      Application
Source:        Application Error
Faulting application name: java.exe, version: 17.0.9.0, time stamp: 0x6530a1b2
Faulting module name: ntdll.dll, version: 10.0.17763.1432, time stamp: 0xe8ca8b18
Exception code: ${code}
Faulting process id: 0x1b2c
`

test('Windows tells of a damaged heap by its code', async () => {
  expect(await valuesIn('native.abort', WINDOWS_EVENT('0xc0000374'))).toMatchObject([
    { message: 'Heap corruption (STATUS_HEAP_CORRUPTION)', at: 3 },
  ])
})

test('Windows tells of a fault that the JVM could not take', async () => {
  expect(await valuesIn('kernel.segfault', WINDOWS_EVENT('0xC0000005'))).toMatchObject([
    { command: 'java', library: 'ntdll.dll', trap: '0xc0000005', at: 3 },
  ])
})

test('a fault of another program is none of ours', async () => {
  const other = WINDOWS_EVENT('0xc0000374').replace('java.exe', 'explorer.exe')
  expect((await factsIn(other)).map(({ type }) => type)).toEqual([])
})

test('the pid that the shell prints is the process', async () => {
  const [exit] = await factsIn('bash: line 1: 28091 Killed                  java -jar x.jar\n')
  expect(exit?.process).toEqual({ pid: 28091 })
})

test.each([
  ['OpenJDK 64-Bit Server VM warning: CodeCache is full. Compiler has been disabled.', 'code-cache-full'],
  [
    "[9.1s][warning][codecache] CodeHeap 'non-profiled nmethods' is full. Compiler has been disabled.",
    'code-cache-full',
  ],
  ['OpenJDK 64-Bit Server VM warning: Failed to reserve shared memory (errno = 12).', 'large-pages'],
  [
    'OpenJDK 64-Bit Server VM warning: Failed to reserve and commit memory using large pages. req_addr: 0x0 bytes: 4294967296 (errno = 12).',
    'large-pages',
  ],
  ['[2.0s][warning][safepoint] # SafepointSynchronize::begin: Timeout detected:', 'safepoint-timeout'],
  ['[7.2s][error  ][gc] Failed to commit memory (Not enough space)', 'gc-commit-failed'],
  ['[thread 26790 also had an error]', 'second-thread-error'],
  ['OpenJDK 64-Bit Server VM warning: Something new happened', 'vm-warning'],
  ['[7.2s][warning][gc,task] odd', 'gc-task'],
])('warnings have a topic: %s', async (line, topic) => {
  expect(await valuesIn('jvm.warning', `${line}\n`)).toMatchObject([{ topic, count: 1 }])
})

test('the threads that a safepoint waited for', async () => {
  const text = `[2.025s][warning][safepoint] # SafepointSynchronize::begin: Timeout detected:
[2.025s][warning][safepoint] # SafepointSynchronize::begin: Threads which did not reach the safepoint:
[2.025s][warning][safepoint] # "log-cleaner-0" #12 prio=5 os_prio=0 tid=0x00007f95580d2670 nid=0x347b runnable
[2.025s][warning][safepoint]    java.lang.Thread.State: RUNNABLE
[2.025s][warning][safepoint] # SafepointSynchronize::begin: (End of list)
`
  expect(await valuesIn('jvm.warning', text)).toMatchObject([
    { topic: 'safepoint-timeout', at: 1 },
    { topic: 'safepoint-laggard', message: expect.stringContaining('log-cleaner-0'), at: 3 },
  ])
})

test('a file without console messages has no reading of them', async () => {
  const { readings } = await readText('[2026-11-21 10:00:00,000] INFO started (kafka.server.KafkaServer)\n')
  expect(readings.map(({ format }) => format)).not.toContain('jvm-console')
})

test('chunks of any size give the same facts', async () => {
  const text =
    'x\r\nAborted\r\nOpenJDK VM warning: CodeCache is full. Compiler has been disabled.\r\nkafka_1 exited with code 137'
  const whole = await readText(text)
  for (const size of [7, 11, 64]) {
    expect((await readText(text, 'file.txt', size)).facts).toEqual(whole.facts)
  }
})

test('Elasticsearch says on stderr which limits of the host are too low', async () => {
  const text = `es_1  | [2026-11-21T10:00:00,000][INFO ][o.e.b.BootstrapChecks    ] [es-1] enforcing bootstrap checks
es_1  | ERROR: [2] bootstrap checks failed
es_1  | [1]: max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]
es_1  | [2]: memory locking requested for elasticsearch process but memory is not locked
es_1  | [2026-11-21T10:00:00,010][INFO ][o.e.n.Node               ] [es-1] stopping ...
`
  const checks = (await valuesIn('log.event', text)).filter(
    ({ message }: { readonly message?: string }) => message?.startsWith('[') === true,
  )
  expect(checks).toMatchObject([
    { message: expect.stringMatching(/^\[1\]: max file descriptors \[4096\] .* at least \[65535\]$/) },
    { message: '[2]: memory locking requested for elasticsearch process but memory is not locked' },
  ])
})

test("a supervisor that logs its child's output does not hide what the JVM says", async () => {
  const text = `2026-11-21 10:00:00.803 STDERR Thread-0 [INFO] Unrecognized VM option 'PrintGCDateStamps'
2026-11-21 10:00:00.811 STDERR Thread-0 [INFO] Error: Could not create the Java Virtual Machine.
`
  expect(await valuesIn('jvm.startup-failed', text)).toMatchObject([
    { message: "Unrecognized VM option 'PrintGCDateStamps'" },
  ])
})

test.each([
  ["kafka.service: State 'stop-sigterm' timed out. Killing.", { by: 'systemd', why: 'stop-timeout' }],
  ['kafka.service: Watchdog timeout (limit 30s)!', { by: 'systemd', why: 'watchdog' }],
  ['JVM appears hung: Timed out waiting for signal from JVM.', { by: 'tanuki-wrapper', why: 'watchdog' }],
  ['Container 3f1 failed to exit within 10s of signal 15 - using the force', { by: 'docker', why: 'stop-timeout' }],
])('a supervisor says why it kills: %s', async (line, exit) => {
  expect(await valuesIn('process.exit', `Nov 21 10:00:00 b1 systemd[1]: ${line}\n`)).toMatchObject([exit])
})

test('a launcher that finds no java', async () => {
  const text = '/opt/kafka/bin/kafka-run-class.sh: line 347: exec: java: not found\n'
  expect(await valuesIn('jvm.startup-failed', text)).toHaveLength(1)
})
