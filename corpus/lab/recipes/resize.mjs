// Kafka's missing unmap on index resize (KAFKA-7442, KAFKA-19390), with a fixed control for each form.

const logs = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log']
const rolling = {
  scenario: 'lab.IndexResizes',
  tmpfs: '900m',
  seconds: 180,
  flags: ['-Xmx4g', '-Xms4g', '-Xmn3g', '-XX:+UseG1GC'],
}
const toLimit = {
  ...rolling,
  saveTo: 'cases/map-count-stale-resize-mappings',
  flags: [...rolling.flags, '-XX:+DisableExplicitGC'],
  options: { rolls: 200_000, partitions: 200 },
}
const small = { ...rolling, options: { rolls: 600, stayMs: 60_000 }, seconds: 70 }

/** Every view of a living broker, then an orderly stop. */
const lookAround = async (lab) => {
  await lab.waitFor('server.log', 'All segments rolled')
  lab.proc('maps')
  lab.proc('limits')
  lab.proc('status')
  lab.proc('smaps_rollup', 'smaps_rollup.txt')
  lab.tool('lsof.txt', 'lsof', '-n', '-P', '-p', String(lab.pid))
  lab.tool('pmap.txt', 'pmap', '-x', String(lab.pid))
  lab.host()
  lab.signal('SIGTERM')
}
const traced = {
  ...rolling,
  tools: ['strace'],
  options: { partitions: 4, rolls: 40, stayMs: 0 },
  flags: ['-Xmx256m', '-XX:+UseSerialGC'],
  under: 'strace -f -tt -y -e trace=openat,mmap,munmap,mprotect,ftruncate,rename,unlink,brk -o strace.txt',
  seconds: 60,
  outcome: { exit: 0 },
}

export const resize = [
  {
    ...toLimit,
    name: 'resize-leak-crash',
    shows: 'Stale mappings of resized indexes fill the table: Map failed, and soon the JVM itself gets no mapping.',
    twist: 'crash',
    options: { ...toLimit.options, failures: 2000, warmUp: true },
    outcome: { exit: 1, crashLog: /failed to map/ },
    keep: logs,
  },
  {
    ...toLimit,
    name: 'resize-leak-map-failed',
    shows:
      'Stale mappings fill the table, the broker stops itself: a trace through AbstractIndex.resize, and the maps.',
    twist: 'map-failed',
    jdks: [17],
    options: { ...toLimit.options, failures: 1, warmUp: true, snapshots: true },
    variants: [{}, {}],
    outcome: { exit: 1, crashLog: false, text: { 'server.log': /Map failed/ } },
    keep: [...logs, 'proc-maps.failure.txt'],
  },
  {
    ...small,
    name: 'resize-leak-snapshot',
    shows: 'A living broker with stale index mappings: maps, lsof, pmap; nothing has failed yet.',
    saveTo: 'cases/map-count-stale-resize-mappings',
    twist: 'snapshot',
    meanwhile: lookAround,
    tools: ['lsof', 'pmap'],
    outcome: { exit: 143 },
    keep: [...logs, 'proc-*.txt', 'smaps_rollup.txt', 'lsof.txt', 'pmap.txt', 'sysctl.txt'],
  },
  {
    ...small,
    name: 'resize-fixed-snapshot',
    shows: 'The same broker with the fix: each resize unmaps first, nothing is left behind.',
    saveTo: 'healthy/index-resizes',
    twist: 'snapshot',
    options: { ...small.options, unmapOnResize: true },
    meanwhile: lookAround,
    tools: ['lsof', 'pmap'],
    outcome: { exit: 143 },
    keep: [...logs, 'proc-*.txt', 'smaps_rollup.txt', 'lsof.txt', 'pmap.txt', 'sysctl.txt'],
  },
  {
    ...traced,
    name: 'resize-leak-strace',
    shows: 'System calls of a leaking resize: truncate and map again, and no munmap of the address before.',
    saveTo: 'cases/map-count-stale-resize-mappings',
    twist: 'strace',
    keep: ['strace.txt', 'server.log'],
  },
  {
    ...traced,
    name: 'resize-fixed-strace',
    shows: 'System calls of a fixed resize: each mapping is unmapped before the file is mapped again.',
    saveTo: 'healthy/index-resizes',
    twist: 'strace',
    options: { ...traced.options, unmapOnResize: true },
    keep: ['strace.txt', 'server.log'],
  },
]
