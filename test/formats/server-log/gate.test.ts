// The shortcuts are proven: with the gate, with the shape caches, and in chunks of any size, a log says the same.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reading } from '../../../src/formats/format.ts'
import { layouts } from '../../../src/formats/server-log/layouts.ts'
import { ServerLogReader } from '../../../src/formats/server-log/read.ts'
import { BlockBuilder } from '../../../src/source/blocks.ts'

function read(text: string, { gate, chunkBytes = 1 << 20 }: { gate: boolean; chunkBytes?: number }): Reading {
  const head = { lines: [], text: '', name: 'server.log' }
  const reader = new ServerLogReader({ uri: 'server.log', head, primary: true }, { gate })
  const builder = new BlockBuilder()
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    for (const block of builder.push(bytes.slice(at, at + chunkBytes))) reader.block(block)
  }
  for (const block of builder.finish()) reader.block(block)
  return reader.end({ complete: true })
}

const number = fc.integer({ min: 0, max: 99_999 })
const stamp = fc
  .integer({ min: 0, max: 86_399_999 })
  .map((ms) => new Date(1743206400000 + ms).toISOString().slice(0, 23))
const level = fc.constantFrom('INFO', 'INFO', 'INFO', 'DEBUG', 'WARN', 'ERROR', 'FATAL', 'INFORMAL')
const message = fc.oneof(
  number.map((n) => `[Log partition=a-${n}, dir=/d] Rolled new log segment at offset ${n} in 1 ms. (kafka.log.Log)`),
  number.map((n) => `[Log partition=a-${n}, dir=/d] Incremented log start offset to ${n} (kafka.log.Log)`),
  number.map((n) => `[KafkaServer id=${n}] started (kafka.server.KafkaServer)`),
  fc.constantFrom(
    'starting (kafka.server.KafkaServer)',
    'Kafka version: 3.8.0 (org.apache.kafka.common.utils.AppInfoParser)',
    '[unclosed',
    '',
    'Found a corrupted index file (kafka.log.Log)',
    'KafkaConfig values: ',
  ),
  number.map((n) => `Connection ${n} failed: java.io.IOException: Broken pipe (a.B)`),
)
const head = fc.oneof(
  fc
    .tuple(stamp, level, message)
    .map(([time, word, text]) => `[${time.replace('T', ' ').replace('.', ',')}] ${word} ${text}`),
  fc.tuple(stamp, level, message).map(([time, word, text]) => `${time} ${word} [logger] (thread-1) ${text}`),
  fc
    .tuple(stamp, level, message)
    .map(([time, word, text]) => `${time.replace('T', ' ')}  ${word} 1 --- [main] a.B : ${text}`),
  fc.tuple(level, message).map(([word, text]) => `[] ${word} ${text}`),
  fc.constantFrom(...layouts.map(({ example }) => example)),
)
const following = fc.oneof(
  fc.constantFrom(
    '',
    'java.io.IOException: Map failed',
    'Caused by: java.lang.Error',
    '\t... 2 more',
    '# banner',
    '```',
    'words',
    '\ta.key = 5',
    '  ',
    '# of 03-29 at 00:00:00,00 INFO is a quiet word (a.B)',
  ),
  number.map((n) => `\tat a.B$$Lambda$${n}/0x${n}.run(B.java:${n % 3})`),
  number.map((n) => `java.lang.IllegalStateException: state ${n}`),
)
const log = fc.array(fc.oneof({ weight: 3, arbitrary: head }, { weight: 2, arbitrary: following }), { maxLength: 120 })

/** Long enough to be looked at by WebAssembly. */
const longLog = fc.tuple(log, fc.constantFrom(1, 20)).map(([lines, times]) => Array(times).fill(lines).flat())

test('gate on = gate off', () => {
  fc.assert(
    fc.property(
      longLog,
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom(5000, 1 << 20),
      (lines, lineEnd, chunkBytes) => {
        const text = lines.join(lineEnd)
        expect(read(text, { gate: true, chunkBytes })).toEqual(read(text, { gate: false }))
      },
    ),
    { numRuns: 100 },
  )
})

test('cached = read directly: a log said twice says all of it twice', () => {
  fc.assert(
    fc.property(log, (lines) => {
      const once = `${lines.join('\n')}\n[2025-03-29 00:00:00,000] INFO end (a.B)\n`
      const counts = (reading: Reading): [string, number][] =>
        reading.facts.flatMap(({ type, value }) =>
          type === 'log.event' || type === 'log.exception'
            ? [[JSON.stringify(type === 'log.event' ? value.message : value.chain), value.count]]
            : [],
        )
      const total = (reading: Reading): number => counts(reading).reduce((sum, [, count]) => sum + count, 0)
      fc.pre(read(once, { gate: true }).facts.filter(({ type }) => type === 'log.window').length === 1)
      expect(total(read(once + once, { gate: true }))).toBe(2 * total(read(once, { gate: true })))
    }),
  )
})

test('chunks of any size say the same', () => {
  fc.assert(
    fc.property(log, fc.integer({ min: 1, max: 500 }), (lines, chunkBytes) => {
      const text = lines.join('\r\n')
      expect(read(text, { gate: true, chunkBytes })).toEqual(read(text, { gate: true }))
    }),
    { numRuns: 50 },
  )
})

test('any text is read, and every line of it is counted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const { lines, recognized, ignored, unknown } = read(text, { gate: true }).coverage
      expect(recognized + ignored + unknown).toBe(lines)
    }),
    { numRuns: 50 },
  )
})

const SAMPLES = resolve(import.meta.dirname, '../../../../shared/samples')

test.skipIf(!existsSync(SAMPLES))('gate on = gate off over the samples', () => {
  for (const entry of readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })) {
    const path = join(SAMPLES, entry)
    if (!/\.(?:log|txt)$/.test(path) || statSync(path).size > 400_000) continue
    const text = readFileSync(path, 'utf8')
    expect(read(text, { gate: true })).toEqual(read(text, { gate: false }))
  }
})
