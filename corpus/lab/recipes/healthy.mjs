// Negative controls: nothing went wrong, and nothing may be blamed.

const logs = [
  'server.log',
  'kafkaServer-gc.log',
  'std*.log',
  'proc-*.txt',
  'sysctl.txt',
  'meminfo.txt',
  'lsof.txt',
  'vm-info.txt',
]
const healthy = { scenario: 'lab.Idle', options: { seconds: 3 }, seconds: 20, keep: logs, saveTo: 'healthy/broker' }
const lookAround = async (lab) => {
  await lab.waitFor('server.log', 'started')
  await lab.sleep(1500)
  for (const name of ['maps', 'limits', 'status']) lab.proc(name)
  lab.host()
}

export const healthyRuns = [
  {
    ...healthy,
    name: 'healthy-idle',
    shows: 'A broker that works and ends by itself, with every witness that an engineer would collect.',
    twist: 'idle',
    flags: ['-Xmx256m', '-XX:+UseG1GC'],
    meanwhile: lookAround,
    outcome: { exit: 0, crashLog: false },
  },
  {
    ...healthy,
    name: 'healthy-explicit-gc',
    shows: 'An application that calls System.gc() itself now and then: explicit collections without any failed map.',
    scenario: 'lab.ExplicitCollections',
    twist: 'explicit-gc',
    flags: ['-Xmx256m', '-XX:+UseG1GC'],
    outcome: { exit: 0 },
  },
  {
    ...healthy,
    name: 'healthy-many-live-maps',
    shows: 'A broker with 20,000 live index mappings: many, and far from the limit.',
    scenario: 'lab.LiveIndexes',
    twist: 'many-maps',
    jdks: [17],
    tmpfs: '300m',
    options: { maxSegments: 10_000, afterwards: 'lab.Idle', seconds: 3 },
    flags: ['-Xmx256m'],
    meanwhile: async (lab) => {
      await lab.waitFor('server.log', 'mapped')
      await lab.sleep(2000)
      for (const name of ['maps', 'limits', 'status']) lab.proc(name)
      lab.host()
    },
    outcome: { exit: 0 },
  },
  {
    ...healthy,
    name: 'vm-info',
    shows: 'jcmd VM.info of a living process: the shape of a crash log without a crash.',
    saveTo: 'healthy/vm-info',
    options: { seconds: 8 },
    flags: ['-Xmx256m'],
    tools: ['jcmd'],
    meanwhile: async (lab) => {
      await lab.waitFor('server.log', 'started')
      await lab.sleep(1000)
      lab.tool('vm-info.txt', 'jcmd', String(lab.pid), 'VM.info')
      lab.signal('SIGTERM')
    },
    outcome: { exit: 143 },
  },
  {
    ...healthy,
    name: 'healthy-zgc',
    shows: 'A healthy broker under ZGC, whose heap shows as deleted memory files in the maps.',
    twist: 'zgc',
    flags: ['-Xmx256m', '-XX:+UseZGC'],
    meanwhile: lookAround,
    outcome: { exit: 0 },
  },
]
