// GZIP streams that are opened during log recovery and never closed (KAFKA-3933), with closed controls. The leak is
// malloc'ed memory, so `ulimit -v` or `-d` stands in for a machine that runs out of it.

const logs = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log', 'jmx.log', 'process.tsv']
const recovery = {
  scenario: 'lab.GzipRecovery',
  options: { kafkaVersion: '0.9.0.1' },
  flags: ['-Xmx1g', '-Xms1g', '-XX:+UseG1GC'],
  seconds: 90,
  meanwhile: (lab) => lab.series('process.tsv'),
  keep: logs,
}
const closed = { ...recovery.options, closeStreams: true }
const traced = {
  ...recovery,
  tools: ['strace'],
  under: 'strace -f -c -e trace=mmap,munmap,mprotect,brk,madvise -o strace-counts.txt',
  options: { ...recovery.options, recoveryThreads: 2, segments: 100, setsPerSegment: 100 },
  outcome: { exit: 0 },
  keep: ['strace-counts.txt', 'server.log', 'jmx.log'],
}

export const gzip = [
  {
    ...recovery,
    name: 'gzip-address-space',
    shows:
      'Unclosed GZIP streams at recovery until ulimit -v: an OutOfMemoryError without message in Inflater, no crash log.',
    saveTo: 'cases/gzip-native-leak-restart',
    twist: 'java-error',
    limits: 'ulimit -v 4500000',
    jdks: [17],
    variants: [{}, {}, {}],
    outcome: { exit: 1, crashLog: false, text: { 'server.log': /Inflater/ } },
  },
  {
    ...recovery,
    name: 'gzip-data-limit',
    shows: 'Unclosed GZIP streams on four recovery threads until ulimit -d: the JVM itself gets no memory.',
    saveTo: 'cases/gzip-native-leak-restart',
    twist: 'native-oom',
    limits: 'ulimit -d 2500000',
    options: { ...recovery.options, recoveryThreads: 4 },
    variants: [{}, {}, {}],
    outcome: { exit: 1, crashLog: /Native memory allocation/ },
  },
  {
    ...recovery,
    name: 'gzip-closed',
    shows: 'The same recovery with closed streams, under the same limit: memory stays flat.',
    saveTo: 'healthy/gzip-recovery',
    twist: 'closed',
    limits: 'ulimit -v 4500000',
    options: closed,
    outcome: { exit: 0 },
  },
  {
    ...recovery,
    name: 'gzip-small-heap',
    shows: 'Unclosed streams with a small heap: frequent collections free them, the leak is there and does no harm.',
    saveTo: 'healthy/gzip-recovery',
    twist: 'small-heap',
    jdks: [17],
    flags: ['-Xmx64m', '-XX:+UseG1GC'],
    outcome: { exit: 0 },
  },
  {
    ...traced,
    name: 'gzip-strace-leak',
    shows: 'System call counts of unclosed streams: arenas grow by mprotect, mmap and munmap hardly move.',
    saveTo: 'cases/gzip-native-leak-restart',
    twist: 'strace-counts',
  },
  {
    ...traced,
    name: 'gzip-strace-closed',
    shows: 'System call counts of the same work with closed streams.',
    saveTo: 'healthy/gzip-recovery',
    twist: 'strace-counts',
    options: { ...traced.options, closeStreams: true },
  },
]
