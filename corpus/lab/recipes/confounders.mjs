// What looks like the mapping limit and is not, or is the limit and has nothing to do with files.

const logs = ['hs_err*', 'server.log', 'std*.log']
const innocent = { scenario: 'lab.InnocentMappings', tmpfs: '600m', flags: ['-Xmx512m'], seconds: 60, keep: logs }

export const confounders = [
  {
    ...innocent,
    name: 'many-maps-and-segv',
    shows: '60,000 innocent mappings, then a native library crashes.',
    saveTo: 'look-alikes/many-mappings',
    twist: 'and-jni-null',
    jdks: [17],
    native: true,
    options: { count: 60_000, afterwards: 'lab.NativeCall', call: 'nullDereference' },
    outcome: { exit: 'SIGABRT', crashLog: /SIGSEGV/ },
  },
  {
    ...innocent,
    name: 'many-maps-and-heap',
    shows: '20,000 innocent mappings, then the Java heap is exhausted under -XX:+CrashOnOutOfMemoryError.',
    saveTo: 'look-alikes/many-mappings',
    twist: 'and-heap',
    jdks: [25],
    flags: ['-Xmx128m', '-XX:+CrashOnOutOfMemoryError'],
    options: { count: 20_000, afterwards: 'lab.HeapFiller' },
    outcome: { exit: 'SIGABRT', crashLog: /OutOfMemory encountered/ },
  },
  {
    ...innocent,
    name: 'many-maps-and-data-limit',
    shows: '30,000 innocent mappings, then ulimit -d refuses memory: the same banner as at the mapping limit.',
    saveTo: 'look-alikes/many-mappings',
    twist: 'and-data-limit',
    jdks: [17],
    limits: 'ulimit -d 2000000',
    options: { count: 30_000, afterwards: 'lab.NativeMemory' },
    outcome: { exit: 1, crashLog: /Native memory allocation/ },
  },
  {
    name: 'anonymous-splits',
    shows:
      'mprotect on every second page of one anonymous region fills the mapping table: the limit, and no file at all.',
    scenario: 'lab.NativeCall',
    saveTo: 'cases/map-count-limit',
    twist: 'anonymous-splits',
    native: true,
    flags: ['-Xmx256m'],
    options: { call: 'splitMappings' },
    seconds: 30,
    outcome: { exit: 1, crashLog: /16384 bytes/ },
    keep: [...logs, 'kafkaServer-gc.log'],
  },
]
