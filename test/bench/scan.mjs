// Many crash logs: in archives, against tar and wc reading the same bytes; in a tree where one file in a hundred matters,
// against find; and with one worker and two.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeMaps } from './mappings.mjs'

const CRASH_LOG = 'corpus/cases/rlimit-address-space/jdk17-linux-x64-data-start/input/hs_err_pid8512.log'
const MAP_ROWS = /(?:^[0-9a-f]{8,16}-[0-9a-f]{8,16} .*\n)+/m
const LOGS = 2000
const LARGE_LOGS = 60
const ROUNDS = 3

export function run({ folder, hserr }) {
  const logs = join(folder, 'logs')
  writeLogs(logs, LOGS)
  archives(folder, logs, hserr)
  workers(`${LOGS} crash logs of 25 kB`, logs, hserr)
  const large = join(folder, 'large')
  writeLargeLogs(large, LARGE_LOGS)
  workers(`${LARGE_LOGS} crash logs of 10 MB`, large, hserr)
  tree(folder, hserr)
}

function archives(folder, logs, hserr) {
  const tgz = join(folder, 'logs.tar.gz')
  const zip = join(folder, 'logs.zip')
  execFileSync('tar', ['czf', tgz, '-C', logs, '.'])
  execFileSync('zip', ['-qr', zip, '.'], { cwd: logs })
  const analyze = (path) => [process.execPath, hserr, 'analyze', '--format', 'json', path]
  const tar = ['bash', '-c', 'tar xzO -f "$1" | wc -l', 'bash', tgz]
  const [ofTgz, ofZip, ofTar] = alternately([() => wall(analyze(tgz)), () => wall(analyze(zip)), () => wall(tar)])
  console.log(`\n${LOGS} crash logs in an archive; tar xzO | wc -l takes ${ofTar.toFixed(2)} s`)
  for (const [name, path, seconds] of [
    ['tar.gz', tgz, ofTgz],
    ['zip', zip, ofZip],
  ]) {
    console.log(
      `  ${name.padEnd(8)} ${seconds.toFixed(2)} s, ${(seconds / ofTar).toFixed(1)} x tar (budget 2.2), ` +
        `${(LOGS / seconds).toFixed(0)} logs/s (budget 2,500), ${peakMb(analyze(path)).toFixed(0)} MB (budget 160)`,
    )
  }
}

function workers(what, logs, hserr) {
  const scan = (count) => [process.execPath, hserr, 'scan', '--workers', count, logs]
  const [one, two] = alternately([() => wall(scan('1')), () => wall(scan('2'))])
  console.log(`\n2 workers against 1, ${what}\n  ${(one / two).toFixed(2)}x as fast, budget 1.6x`)
}

/** 100,000 files, of which 1,000 are crash logs and the others what is found beside them on disks. */
function tree(folder, hserr) {
  const whole = join(folder, 'tree')
  const logs = join(folder, 'logs-alone')
  writeLogs(logs, 1000)
  for (let index = 0; index < 99_000; index++) {
    const inner = join(whole, `d${index % 300}`, `e${index % 900}`)
    if (index < 900) mkdirSync(inner, { recursive: true })
    writeFileSync(join(inner, `file${index}.${['class', 'java', 'png', 'html', 'js', 'so'][index % 6]}`), 'x')
  }
  execFileSync('cp', ['-r', logs, whole])
  const scan = (path) => [process.execPath, hserr, 'scan', '--workers', '1', path]
  const find = ['bash', '-c', 'find "$1" -type f | wc -l', 'bash', whole]
  const [all, alone, found] = alternately([() => wall(scan(whole)), () => wall(scan(logs)), () => wall(find)])
  console.log(
    `\n100,000 files, 1 in 100 a crash log\n  ${all.toFixed(2)} s; ${alone.toFixed(2)} s for those alone, find ${found.toFixed(2)} s: ` +
      `${((all - alone) / found).toFixed(1)} x find beside the work, budget 2`,
  )
}

/** Crash logs that differ in process and address, each in a folder of its own. */
function writeLogs(folder, count) {
  const text = readFileSync(CRASH_LOG, 'utf8')
  for (let index = 0; index < count; index++) {
    const inner = join(folder, `host-${index}`)
    mkdirSync(inner, { recursive: true })
    writeFileSync(join(inner, `hs_err_pid${index}.log`), text.replaceAll('8512', String(10_000 + index)))
  }
}

/** Crash logs of which nearly all is a map of 70,000 rows. */
function writeLargeLogs(folder, count) {
  mkdirSync(folder, { recursive: true })
  const maps = join(folder, 'maps.txt')
  writeMaps(maps, 70_000)
  const [before, after] = readFileSync(CRASH_LOG, 'utf8').split(MAP_ROWS)
  const log = Buffer.concat([Buffer.from(before), readFileSync(maps), Buffer.from(after)])
  rmSync(maps)
  for (let index = 0; index < count; index++) writeFileSync(join(folder, `hs_err_pid${1000 + index}.log`), log)
}

function wall([command, ...args]) {
  const started = performance.now()
  spawnSync(command, args, { stdio: 'ignore' })
  return (performance.now() - started) / 1000
}

function peakMb(argv) {
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M', ...argv], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  return Number(stderr.trim().split('\n').at(-1)) / 1024
}

/** The median of each measurement; they take turns, so that noise meets them alike. */
function alternately(measurements) {
  const values = measurements.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, measure] of measurements.entries()) values[index].push(measure())
  }
  return values.map((list) => list.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)])
}
