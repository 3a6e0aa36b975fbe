// Java-level memory: the JVM ends, or limps on, by its own rules; no limit of the system is involved.

const small = { scenario: 'lab.HeapFiller', flags: ['-Xmx64m', '-XX:+UseG1GC'], seconds: 30 }
const logs = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log']

export const javaMemory = [
  {
    ...small,
    name: 'heap-crash-on-oom',
    shows: 'Java heap exhausted under -XX:+CrashOnOutOfMemoryError: an internal error whose cause is the heap.',
    saveTo: 'cases/java-heap-oom',
    twist: 'crash-on-oom',
    flags: [...small.flags, '-XX:+CrashOnOutOfMemoryError'],
    outcome: { exit: 'SIGABRT', crashLog: /OutOfMemory encountered: Java heap space/ },
    keep: logs,
  },
  {
    ...small,
    name: 'heap-exit-on-oom',
    shows: 'Java heap exhausted under -XX:+ExitOnOutOfMemoryError: exit code 3, one line on the console, no crash log.',
    saveTo: 'cases/exit-on-oom-flag',
    flags: [...small.flags, '-XX:+ExitOnOutOfMemoryError'],
    outcome: { exit: 3, crashLog: false },
    keep: logs,
  },
  {
    ...small,
    name: 'heap-plain-oom',
    shows:
      'Java heap exhausted: the broker logs the error and exits; the GC log shows full collections that free nothing.',
    saveTo: 'cases/java-heap-oom',
    twist: 'plain',
    outcome: { exit: 1, crashLog: false, text: { 'server.log': /Java heap space/ } },
    keep: logs,
  },
  {
    ...small,
    name: 'metaspace-oom',
    shows: 'Class loader leak until -XX:MaxMetaspaceSize.',
    scenario: 'lab.MetaspaceFiller',
    saveTo: 'cases/metaspace-oom',
    flags: ['-Xmx256m', '-XX:MaxMetaspaceSize=24m'],
    outcome: { exit: 1, text: { 'server.log': /OutOfMemoryError: Metaspace/ } },
    keep: logs,
  },
  {
    ...small,
    name: 'metaspace-crash-on-oom',
    shows: 'Metaspace exhausted under -XX:+CrashOnOutOfMemoryError: the same abort as for the heap, another cause.',
    scenario: 'lab.MetaspaceFiller',
    saveTo: 'cases/metaspace-oom',
    twist: 'crash-on-oom',
    flags: ['-Xmx256m', '-XX:MaxMetaspaceSize=24m', '-XX:+CrashOnOutOfMemoryError'],
    outcome: { exit: 'SIGABRT', crashLog: /OutOfMemory encountered: Metaspace/ },
    keep: logs,
  },
  {
    ...small,
    name: 'direct-buffers',
    shows:
      'Direct buffers up to -XX:MaxDirectMemorySize: explicit collections in the GC log that are not a failed map.',
    scenario: 'lab.DirectBuffers',
    saveTo: 'cases/direct-buffer-oom',
    flags: ['-Xmx256m', '-XX:MaxDirectMemorySize=64m'],
    outcome: { exit: 1, text: { 'server.log': /direct buffer memory/ } },
    keep: logs,
  },
  {
    name: 'code-cache-full',
    shows: 'Code cache full: the compiler is switched off, a warning is printed, and the broker lives on.',
    scenario: 'lab.CodeCacheFiller',
    saveTo: 'cases/codecache-full',
    flags: ['-Xmx256m', '-XX:ReservedCodeCacheSize=2560k', '-XX:-SegmentedCodeCache', '-XX:-UseCodeCacheFlushing'],
    seconds: 60,
    outcome: { exit: 0, text: { 'stdout.log': /CodeCache is full/ } },
    keep: logs,
  },
]
