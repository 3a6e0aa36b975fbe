// A crash log of 30 to 60 KB, one with 65,531 mappings and one with 1,048,576, against an empty Node (N) and grep (G).
// Budgets: issue 2, "What it must show".

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeMaps } from './mappings.mjs'

const LOG = join(
  import.meta.dirname,
  '../../corpus/cases/rlimit-address-space/jdk17-linux-x64-data-start/input/hs_err_pid8512.log',
)
const MAP_ROWS = /(?:^[0-9a-f]{8,16}-[0-9a-f]{8,16} .*\n)+/m

export function run({ folder, hserr, compare }) {
  const node = ['node', '-e', '0']
  const analyze = (file) => [process.execPath, hserr, 'analyze', file]
  compare('crash log of a JVM that did not come up', { hserr: analyze(LOG), node }, { node: 2.7 })

  const medium = writeLog(folder, 65_531)
  compare(
    'crash log, 65,531 mappings',
    { hserr: analyze(medium), node, grep: ['grep', '-c', '.', medium] },
    { node: 3.8 },
  )

  const large = writeLog(folder, 1_048_576)
  const medians = compare('crash log, 1,048,576 mappings', {
    hserr: analyze(large),
    node,
    grep: ['grep', '-c', '.', large],
  })
  const inGreps = (medians.hserr.cpuMs - medians.node.cpuMs) / medians.grep.cpuMs
  console.log(`  = N + ${inGreps.toFixed(1)} G, budget N + 16 G, 200 MB`)
}

/** The crash log with another memory map in the place of its own. */
function writeLog(folder, rows) {
  const maps = join(folder, 'maps.txt')
  writeMaps(maps, rows)
  const file = join(folder, `hs_err_${rows}.log`)
  const [before, after] = readFileSync(LOG, 'utf8').split(MAP_ROWS)
  writeFileSync(file, Buffer.concat([Buffer.from(before), readFileSync(maps), Buffer.from(after ?? '')]))
  return file
}
