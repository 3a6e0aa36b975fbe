// Processes against each other on a noisy machine: they take turns, medians of CPU time are compared, and only ratios
// are of interest.

import { spawnSync } from 'node:child_process'

const ROUNDS = 7

/**
 * `commands`: name → argv; the first one is measured against the others. `budget`: name → greatest ratio allowed.
 * Prints one line a command: CPU milliseconds (user + system), ratio, peak memory.
 */
export function compare(title, commands, budgets = {}) {
  const names = Object.keys(commands)
  const runs = new Map(names.map((name) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) runs.get(name).push(cpuMs(commands[name]))
  }
  const medians = Object.fromEntries(
    names.map((name) => [name, { cpuMs: median(runs.get(name)), rssMb: peakMb(commands[name]) }]),
  )
  const subject = names[0]
  console.log(`\n${title}`)
  for (const [name, { cpuMs, rssMb }] of Object.entries(medians)) {
    const ratio = medians[subject].cpuMs / cpuMs
    const against = name === subject ? '' : `  ${subject} is ${ratio.toFixed(2)}x${verdict(ratio, budgets[name])}`
    console.log(
      `  ${name.padEnd(14)} ${cpuMs.toFixed(0).padStart(6)} ms cpu ${rssMb.toFixed(0).padStart(5)} MB${against}`,
    )
  }
  return medians
}

function verdict(ratio, budget) {
  if (budget === undefined) return ''
  return ratio <= budget ? `, budget ${budget}x` : `, OVER its budget of ${budget}x`
}

/** User and system time to the millisecond, as bash's `time` has it. */
function cpuMs(argv) {
  const run = quietly(['bash', '-c', 'TIMEFORMAT="%3U %3S"; time "$@"', 'bash', ...argv])
  const [user, system] = run.split('\n').at(-1).split(' ').map(Number)
  return (user + system) * 1000
}

function peakMb(argv) {
  return (
    Number(
      quietly(['/usr/bin/time', '-f', '%M', ...argv])
        .split('\n')
        .at(-1),
    ) / 1024
  )
}

/** Runs a command and answers what it wrote to stderr. */
function quietly([command, ...argv]) {
  // To a pipe: grep stops at its first match when it writes to /dev/null.
  const options = { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' }, encoding: 'utf8' }
  return spawnSync(command, argv, options).stderr.trim()
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
