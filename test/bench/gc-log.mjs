// A GC log of 1 GB, made from a real one of the corpus with rising times and ids, against grep (G). The command passes
// dull lines over by their heads; `every-line` sends each one through the shape cache. Memory must not grow with the
// file, and ten times the bytes take ten times the time. Compressed, it is measured against gzip and wc.

import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { build } from 'rolldown'

const CORPUS = join(import.meta.dirname, '../../corpus/gc')
const LARGE_BYTES = 1e9

export async function run({ folder, hserr, compare }) {
  const large = join(folder, 'gc-large.log')
  const small = join(folder, 'gc-small.log')
  writeGcLog(large, LARGE_BYTES)
  writeGcLog(small, LARGE_BYTES / 10)
  const everyLine = await bundleReader(folder)

  const { hserr: ours } = await compare(
    'GC log of 1 GB, pauses and causes',
    { hserr: [process.execPath, hserr, 'inspect', '--format', 'json', large], grep: ['grep', '-c', '.', large] },
    { grep: 3 },
  )
  await compare(
    'GC log of 1 GB, every line through the grammar',
    { 'every-line': [process.execPath, everyLine, large], grep: ['grep', '-c', '.', large] },
    { grep: 9 },
  )
  execFileSync('gzip', ['-k', large])
  await compare(
    'GC log of 1 GB, compressed',
    {
      hserr: [process.execPath, hserr, 'inspect', '--format', 'json', `${large}.gz`],
      gzip: ['bash', '-c', 'gzip -dc "$1" | wc -l', 'bash', `${large}.gz`],
    },
    { gzip: 1.2 },
  )
  const { hserr: tenth, node } = await compare('GC log of 100 MB', {
    hserr: [process.execPath, hserr, 'inspect', '--format', 'json', small],
    node: ['node', '-e', '0'],
  })
  const growth = (ours.cpuMs - node.cpuMs) / (tenth.cpuMs - node.cpuMs)
  console.log(
    `  10x the bytes take ${growth.toFixed(1)}x the time net of N, budget 10.5x; ${ours.rssMb.toFixed(0)} MB, budget 100 MB`,
  )
}

/** The reader alone, without its gate, as one file. */
async function bundleReader(folder) {
  const source = join(folder, 'every-line.entry.mjs')
  const out = join(folder, 'every-line.mjs')
  const root = join(import.meta.dirname, '../..')
  writeFileSync(
    source,
    `import { openSync, readSync } from 'node:fs'
import { open } from '${root}/src/formats/gc-log/read.ts'
import { BlockBuilder } from '${root}/src/source/blocks.ts'
const head = { text: '', lines: [], name: 'gc.log' }
const reader = open({ uri: 'gc.log', head, primary: true }, { gate: false })
const blocks = new BlockBuilder()
const file = openSync(process.argv[2], 'r')
const buffer = Buffer.allocUnsafe(1 << 20)
for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
  for (const block of blocks.push(buffer.subarray(0, length))) reader.block(block)
}
for (const block of blocks.finish()) reader.block(block)
console.log(JSON.stringify(reader.end({ complete: true }).coverage))
`,
  )
  await build({
    input: source,
    platform: 'node',
    output: { file: out, format: 'esm', minify: true, codeSplitting: false },
  })
  return out
}

/** Repeats the body of a broker's real log until the file is large enough; always the same. */
export function writeGcLog(file, bytes) {
  const lines = gunzipSync(readFileSync(join(CORPUS, 'kafka17.log.gz')))
    .toString('latin1')
    .trimEnd()
    .split('\n')
  const from = lines.findIndex((line) => line.includes('GC(0)'))
  const to = lines.findIndex((line) => line.includes(',exit'))
  const body = lines.slice(from, to).map(timedLine)
  const seconds = body.at(-1).uptime - body[0].uptime + 1
  const ids = Math.max(...body.map(({ id }) => id)) + 1
  const out = openSync(file, 'w')
  let written = writeSync(out, `${lines.slice(0, from).join('\n')}\n`)
  for (let round = 0; written < bytes; round++) {
    const text = body.map((line) => lineAt(line, round * seconds, round * ids)).join('')
    written += writeSync(out, text)
  }
  closeSync(out)
}

/** [2026-11-21T08:22:11.520+0000][0.004s][info][gc] GC(7) … */
function timedLine(line) {
  const [, time, uptime, rest] = /^\[([^\]]+)\]\[([\d.]+)s\](.*)$/.exec(line)
  return {
    epochMs: Date.parse(time.replace('+0000', 'Z')),
    uptime: Number(uptime),
    rest,
    id: Number(/GC\((\d+)\)/.exec(rest)?.[1] ?? -1),
  }
}

function lineAt({ epochMs, uptime, rest, id }, seconds, firstId) {
  const time = new Date(epochMs + seconds * 1000).toISOString().replace('Z', '+0000')
  const message = id < 0 ? rest : rest.replace(/GC\(\d+\)/, `GC(${id + firstId})`)
  return `[${time}][${(uptime + seconds).toFixed(3)}s]${message}\n`
}
