// Four ceilings and one message: "unable to create native thread".

const logs = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log', 'proc-*.txt', 'sysctl.txt']
const leak = { scenario: 'lab.ThreadLeak', flags: ['-Xmx512m'], seconds: 90, keep: logs }
const witness = async (lab) => {
  await lab.waitFor('server.log', 'started')
  if (!lab.isAlive()) return
  lab.proc('limits')
  lab.host()
}

export const threads = [
  {
    ...leak,
    name: 'threads-nproc',
    shows: 'RLIMIT_NPROC of a user refuses a thread (EAGAIN) although mappings, memory and system limits are far.',
    saveTo: 'cases/thread-limit',
    twist: 'nproc',
    root: true,
    tools: ['setpriv'],
    limits: 'chmod 777 .; ulimit -u 120',
    under: 'setpriv --reuid=65534 --regid=65534 --clear-groups',
    meanwhile: witness,
    outcome: { text: { 'server.log': /unable to create native thread/ } },
  },
  {
    ...leak,
    name: 'threads-address-space',
    shows: 'ulimit -v refuses the stack of a thread: the same message as at a thread limit.',
    saveTo: 'look-alikes/thread-refused',
    twist: 'address-space',
    limits: 'ulimit -v 4000000',
    meanwhile: witness,
    outcome: { text: { 'server.log': /unable to create native thread/ } },
  },
  {
    ...leak,
    name: 'threads-map-limit',
    shows:
      'Two mappings a thread: 26,000 threads and 12,000 mapped files reach vm.max_map_count before any thread limit.',
    saveTo: 'cases/map-count-threads',
    jdks: [17],
    tmpfs: '100m',
    flags: ['-Xmx512m', '-Xss256k'],
    scenario: 'lab.InnocentMappings',
    options: { count: 12_000, afterwards: 'lab.ThreadLeak' },
    seconds: 200,
    outcome: { exit: 1 },
  },
]
