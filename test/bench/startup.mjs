// What starting costs: N is an empty Node. Below it nobody can get; what is above it is ours.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const CRASH_LOG = 'corpus/cases/rlimit-address-space/jdk17-linux-x64-data-start/input/hs_err_pid8512.log'

export function run({ folder, hserr, compare }) {
  const log = join(folder, 'hs_err.log')
  writeFileSync(log, readFileSync(CRASH_LOG))
  compare(
    'start-up: --version',
    { version: [process.execPath, hserr, '--version'], node: ['node', '-e', '0'] },
    { node: 1.9 },
  )
  compare(
    'start-up: a crash log of 25 kB, analysed',
    { analyze: [process.execPath, hserr, 'analyze', log], node: ['node', '-e', '0'] },
    { node: 2.7 },
  )
}
