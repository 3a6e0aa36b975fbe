// The logs of corpus/gc with what is in them, and the ways in which such a log is found in the wild.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Reading } from '../../../src/formats/format.ts'
import { gcLog } from '../../../src/formats/gc-log/index.ts'
import type { Counters } from '../../../src/formats/gc-log/value.ts'
import { readArtifact } from '../../../src/read-artifact.ts'

const FOLDER = join(import.meta.dirname, '../../../corpus/gc')

export interface GcCase {
  readonly name: string
  readonly text: string
  readonly counts: Partial<Counters>
}

/** Every log of the folder, with its row of counts.tsv. */
export function gcCases(): GcCase[] {
  const [head = '', ...rows] = readFileSync(join(FOLDER, 'counts.tsv'), 'utf8').trim().split('\n')
  const columns = head.split('\t')
  return rows.map((row) => {
    const cells = row.split('\t')
    const counts = Object.fromEntries(columns.slice(1).map((column, index) => [column, Number(cells[index + 1])]))
    return { name: cells[0] as string, text: textOf(cells[0] as string), counts }
  })
}

function textOf(name: string): string {
  const bytes = readFileSync(join(FOLDER, name))
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
}

export function fileNames(): string[] {
  return readdirSync(FOLDER).filter((name) => name.includes('.log'))
}

/** Reads a text as a file of this format alone, in chunks of any size. */
export async function readGcLog(text: string, chunkBytes = 1 << 20): Promise<Reading> {
  const bytes = Buffer.from(text, 'latin1')
  async function* stream() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
  }
  const { readings } = await readArtifact({ uri: 'gc.log', stream }, [gcLog])
  const reading = readings[0]?.reading
  if (reading === undefined) throw new Error('not taken for a GC log')
  return reading
}

export function totalOf(reading: Reading): Counters {
  return (reading.value as { total: Counters }).total
}

export function countsOf(reading: Reading, names: readonly string[]): Partial<Counters> {
  const total = totalOf(reading)
  return Object.fromEntries(names.map((name) => [name, total[name as keyof Counters]]))
}

export interface DecoratedLine {
  readonly decorators: readonly string[]
  readonly message: string
}

/** A line of unified logging, taken apart without the reader's help. */
export function decorated(line: string): DecoratedLine {
  const found = /^((?:\[[^\]]*\])+) ?(.*)$/.exec(line)
  return { decorators: found?.[1]?.slice(1, -1).split('][') ?? [], message: found?.[2] ?? line }
}

export function isUnified(text: string): boolean {
  return text.startsWith('[')
}

/** Each way to write the same log in which every count stays. */
export const variants: Readonly<Record<string, (text: string) => string>> = {
  'with Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'with a byte order mark': (text) => `\xef\xbb\xbf${text}`,
  'with decimal commas': (text) => text.replace(/(\d)\.(\d)/g, '$1,$2'),
  'behind compose prefixes': (text) => eachLine(text, (line) => `broker_1  | ${line}`),
  'behind CRI prefixes': (text) => eachLine(text, (line) => `2026-11-21T08:16:49.534567890Z stdout F ${line}`),
  'with application lines in between': (text) =>
    eachLine(text, (line, index) =>
      index % 3 === 0
        ? `[2026-11-21 08:16:49,534] INFO Rolled segment at offset ${index} (kafka.log.Log)\n${line}`
        : line,
    ),
  'glued to prints without a line end': (text) =>
    eachLine(text, (line, index) => (index % 4 === 0 ? `progress ${index}% ${line}` : line)),
  'with NUL bytes at its head': (text) => '\0'.repeat(4096) + text,
  'without its last bytes': (text) => text.slice(0, -20),
}

/** And those of unified logging. */
export const unifiedVariants: Readonly<Record<string, (text: string) => string>> = {
  'with tags only': (text) => redecorated(text, ({ decorators }) => `[${decorators.at(-1)}] `),
  'with uptimemillis only': (text) => redecorated(text, ({ decorators }) => `[${uptimeMillis(decorators)}ms] `),
  'with level only': (text) => redecorated(text, () => '[info ] '),
  'with host, pid and nanoseconds': (text) =>
    redecorated(
      text,
      ({ decorators }) => `[${uptimeMillis(decorators)}000000ns][vm-1][4584][info ][${decorators.at(-1)}] `,
    ),
  'without decorators': (text) => redecorated(text, () => ''),
  'without start lines': (text) =>
    text
      .split('\n')
      .filter((line) => !decorated(line).decorators.at(-1)?.includes('start'))
      .join('\n'),
}

function eachLine(text: string, change: (line: string, index: number) => string): string {
  return text
    .split('\n')
    .map((line, index) => (line === '' ? line : change(line, index)))
    .join('\n')
}

function redecorated(text: string, change: (line: DecoratedLine) => string): string {
  return eachLine(text, (line) => {
    const parts = decorated(line)
    return parts.decorators.length === 0 ? line : change(parts) + parts.message
  })
}

/** From the uptime, else from the seconds of the day. */
function uptimeMillis(decorators: readonly string[]): number {
  const uptime = decorators.find((each) => /^\d+\.\d{3}s$/.test(each))
  if (uptime !== undefined) return Math.round(Number.parseFloat(uptime) * 1000)
  const clock = /T(\d\d):(\d\d):(\d\d)\.(\d{3})/
    .exec(decorators[0] ?? '')
    ?.slice(1)
    .map(Number) ?? [0, 0, 0, 0]
  const [hours = 0, minutes = 0, seconds = 0, millis = 0] = clock
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis
}
