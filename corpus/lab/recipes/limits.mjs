// Limits of the process that look like missing memory: RLIMIT_AS (ulimit -v) and RLIMIT_DATA (ulimit -d), in KiB.

const logs = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log', 'proc-limits.txt', 'meminfo.txt']
const witness = async (lab) => {
  await lab.waitFor('server.log', 'started')
  if (!lab.isAlive()) return
  lab.proc('limits')
  lab.host()
}
const rlimit = { saveTo: 'cases/rlimit-address-space', keep: logs, meanwhile: witness, seconds: 60 }

export const limits = [
  {
    ...rlimit,
    name: 'address-space-at-start',
    shows: 'ulimit -v below what the heap reserves: the JVM refuses to start and writes no crash log.',
    twist: 'start',
    limits: 'ulimit -v 2000000; ulimit -a > ulimit.txt',
    flags: ['-Xmx4g'],
    meanwhile: undefined,
    outcome: { exit: 1, crashLog: false, text: { 'stdout.log': /Could not reserve enough space/ } },
    keep: ['std*.log', 'ulimit.txt', 'kafkaServer-gc.log'],
  },
  {
    ...rlimit,
    name: 'address-space-later',
    shows:
      'ulimit -v reached by memory outside the heap: malloc or mmap in the JVM fails although the host has plenty.',
    scenario: 'lab.NativeMemory',
    twist: 'later',
    limits: 'ulimit -v 4500000',
    flags: ['-Xmx512m'],
    outcome: { exit: 1, crashLog: /Native memory allocation/ },
  },
  {
    ...rlimit,
    name: 'data-at-start',
    shows: 'ulimit -d below the initial heap: committing the heap fails at once.',
    twist: 'data-start',
    limits: 'ulimit -d 1500000',
    flags: ['-Xms2g', '-Xmx2g'],
    meanwhile: undefined,
    outcome: { exit: 1 },
  },
  {
    ...rlimit,
    name: 'data-later',
    shows: 'ulimit -d reached by memory outside the heap.',
    scenario: 'lab.NativeMemory',
    twist: 'data-later',
    limits: 'ulimit -d 2000000',
    flags: ['-Xmx512m'],
    outcome: { exit: 1, crashLog: /Native memory allocation/ },
  },
  {
    ...rlimit,
    name: 'data-heap-growth',
    shows: 'ulimit -d refuses a growing heap: a large commit inside the heap range.',
    scenario: 'lab.HeapFiller',
    twist: 'heap-growth',
    limits: 'ulimit -d 1200000',
    flags: ['-Xms64m', '-Xmx4g'],
    outcome: { exit: 1, crashLog: /Native memory allocation/ },
  },
]
