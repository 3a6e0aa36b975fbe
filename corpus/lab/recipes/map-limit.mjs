// Live index files up to vm.max_map_count: two mappings a segment, none of them garbage. What dies depends on who asks
// for the next mapping: a metaspace commit (65536 bytes), a new thread's guard pages (16384 bytes), or only FileChannel.map.

const live = {
  scenario: 'lab.LiveIndexes',
  saveTo: 'cases/map-count-index-files',
  tmpfs: '600m',
  seconds: 120,
  flags: ['-Xmx1g', '-Xms1g', '-XX:+UseG1GC'],
}
const survivable = { ...live, outcome: { exit: 1, crashLog: false, text: { 'server.log': /Map failed/ } } }

export const mapLimit = [
  {
    ...live,
    name: 'live-index-metaspace',
    shows: 'Live index mappings reach vm.max_map_count; appends go on failing until a compiler thread needs metaspace.',
    twist: 'metaspace',
    options: { warmUp: true, atLimit: 'retry' },
    outcome: { exit: 1, crashLog: /failed to map 65536 bytes/ },
    keep: ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log'],
  },
  {
    ...live,
    name: 'live-index-guard-pages',
    shows: 'Live index mappings fill the table but for a few; a thread gets its stack and not its guard pages.',
    twist: 'guard-pages',
    jdks: [17],
    options: { warmUp: true, atLimit: 'threads' },
    variants: [9, 12, 10, 15, 8].map((gap) => ({ gap })),
    outcome: { exit: 1, crashLog: /16384 bytes/ },
    keep: ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log', 'proc-limits.failure.txt'],
  },
  {
    ...survivable,
    name: 'live-index-map-failed',
    shows:
      'Live index mappings reach the limit and nothing inside the JVM needs one: Map failed, the broker halts, no crash log.',
    twist: 'map-failed',
    options: { snapshots: true },
    keep: ['server.log', 'kafkaServer-gc.log', 'std*.log', 'proc-maps.failure.txt'], // of JDK 25 without the maps: they are alike
  },
  {
    ...survivable,
    name: 'live-index-no-explicit-gc',
    shows:
      'As map-failed with -XX:+DisableExplicitGC: FileChannel.map cannot ask for a collection, the GC log stays silent.',
    twist: 'no-explicit-gc',
    flags: [...live.flags, '-XX:+DisableExplicitGC'],
    keep: ['server.log', 'kafkaServer-gc.log', 'std*.log', 'meminfo.txt', 'sysctl.txt'],
    meanwhile: async (lab) => {
      await lab.waitFor('server.log', 'started')
      lab.host()
    },
  },
  {
    ...survivable,
    name: 'live-index-kafka-flags',
    shows:
      "As map-failed with Kafka's own flags: System.gc() shows as Pause Young (Concurrent Start), never as a full collection.",
    twist: 'kafka-flags',
    flags: [
      ...live.flags,
      '-XX:+ExplicitGCInvokesConcurrent',
      '-XX:MaxGCPauseMillis=20',
      '-XX:InitiatingHeapOccupancyPercent=35',
    ],
    keep: ['server.log', 'kafkaServer-gc.log', 'std*.log'],
  },
  {
    name: 'dropped-mappings',
    shows: 'Deleted files whose buffers were dropped: nothing is in use, and no collection comes to unmap them.',
    scenario: 'lab.DroppedMappings',
    saveTo: 'cases/delayed-gc-unmap',
    jdks: [17],
    tmpfs: '600m',
    seconds: 120,
    options: { warmUp: true },
    variants: [{}, {}],
    flags: ['-Xmx4g', '-Xms4g', '-Xmn3g', '-XX:+UseG1GC', '-XX:+DisableExplicitGC'],
    outcome: { exit: 1, crashLog: false, text: { 'server.log': /Map failed/ } },
    keep: ['server.log', 'kafkaServer-gc.log', 'std*.log', 'proc-maps.failure.txt'],
  },
]
