// The table reads rows by shortcuts: what stands as in the row before, names read from their end, folders in the order of
// the last time. Here each line is read by itself, by patterns alone, and both must agree, wherever chunks end.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EXECUTE, READ, SHARED, WRITE } from '../../src/mappings/map-row.ts'
import { MAPPING_KINDS } from '../../src/mappings/mapping-kind.ts'
import { DELETED, RENAMED } from '../../src/mappings/path-reader.ts'
import { placeKind } from '../../src/mappings/place-kind.ts'
import { FROM_START, MappingTable } from '../../src/mappings/table.ts'
import { BlockBuilder } from '../../src/source/blocks.ts'
import { LineEnds } from '../../src/source/line-ends.ts'

interface Row {
  readonly line: number
  readonly start: number
  readonly bytes: number
  readonly flags: number
  readonly device: number
  readonly inode: number
  readonly baseOffset: number
  readonly kind: string
  readonly place: string
}

const ROW =
  /^([0-9a-f]{8,16})-([0-9a-f]{8,16}) ([r-])([w-])([x-])([sp-]) ([0-9a-f]{8,16}) ([0-9a-f]{2,8}):([0-9a-f]{2,8}) (\d{1,20})(?:[ \t]+(.*?))?[ \t]*$/i
const INDEX = /^(\d{20}).*\.(index|timeindex|txnindex)(?:\.cleaned|\.swap)?(\.deleted)?$/
const KEPT_WHOLE = [
  ['shared-library', /\.so(?:\.[\d.]*)?$/],
  ['jar', /\.(?:jar|zip|war)$/],
  ['cds-archive', /\.jsa$/],
  ['jimage', /^modules$/],
] as const

function rowOf(text: string, line: number): Row | undefined {
  const match = ROW.exec(text)
  if (match === null) return undefined
  const [, low, high, read, write, execute, shared, offset, major, minor, inode, path = ''] =
    match as unknown as string[]
  const start = Number(`0x${low}`)
  const bytes = Number(`0x${high}`) - start
  if (bytes <= 0) return undefined
  const permissions =
    (read === 'r' ? READ : 0) |
    (write === 'w' ? WRITE : 0) |
    (execute === 'x' ? EXECUTE : 0) |
    (shared === 's' ? SHARED : 0)
  const named = nameOf(path)
  const flags = permissions | named.marks | (Number(`0x${offset}`) === 0 ? FROM_START : 0)
  const device = ((Number(`0x${major}`) << 20) | Number(`0x${minor}`)) >>> 0
  const { baseOffset, kind, place } = named
  return { line, start, bytes, flags, device, inode: Number(inode), baseOffset, kind, place }
}

function nameOf(path: string): Pick<Row, 'baseOffset' | 'kind' | 'place'> & { readonly marks: number } {
  if (path === '') return { marks: 0, baseOffset: 0, kind: 'anonymous', place: '' }
  if (!path.startsWith('/') && /^\[|:/.test(path)) return { marks: 0, baseOffset: 0, ...placeOf(path) }
  const whole = path.replace(/ \(deleted\)$|\/\/deleted$/, '')
  const folder = whole.slice(0, whole.lastIndexOf('/') + 1)
  const name = whole.slice(folder.length)
  const marks = whole === path ? 0 : DELETED
  const index = INDEX.exec(name)
  if (index !== null) {
    const kind = `kafka-${index[2]}`
    return { marks: marks | (index[3] ? RENAMED : 0), baseOffset: Number(index[1]), kind, place: folder }
  }
  const kind = KEPT_WHOLE.find(([, pattern]) => pattern.test(name))?.[0]
  if (kind !== undefined) return { marks, baseOffset: 0, kind, place: whole }
  return { marks, baseOffset: 0, ...placeOf(folder === '/' ? whole : folder) }
}

/** What the text of a place means is not in question here. */
function placeOf(place: string): Pick<Row, 'kind' | 'place'> {
  return { kind: place === '' ? 'file' : (MAPPING_KINDS[placeKind(place)] as string), place }
}

function rowsInTable(bytes: Uint8Array, chunkBytes: number): Row[] {
  const table = new MappingTable()
  const lines: number[] = []
  const builder = new BlockBuilder()
  const take = (blocks: Iterable<Parameters<MappingTable['addRun']>[0]>) => {
    for (const block of blocks) {
      const lineEnds = new LineEnds().of(block)
      for (let index = 0; index < lineEnds.count; ) {
        const rows = table.addRun(block, lineEnds, index)
        for (let row = 0; row < rows; row++) lines.push(block.firstLine + index + row)
        index += Math.max(rows, 1)
      }
    }
  }
  for (let at = 0; at < bytes.length; at += chunkBytes) take(builder.push(bytes.slice(at, at + chunkBytes)))
  take(builder.finish())
  expect(table.rows).toBe(lines.length)
  expect([table.firstLine, table.lastLine]).toEqual([lines[0] ?? 0, lines.at(-1) ?? 0])
  return lines.map((line, row) => ({
    line,
    start: table.start[row] as number,
    bytes: table.bytes[row] as number,
    flags: table.flags[row] as number,
    device: table.device[row] as number,
    inode: table.inode[row] as number,
    baseOffset: table.baseOffset[row] as number,
    kind: MAPPING_KINDS[table.kind[row] as number] as string,
    place: table.places.texts[table.place[row] as number] as string,
  }))
}

const page = fc.integer({ min: 0x10, max: 2 ** 36 })
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
const folder = fc.constantFrom('/k/orders-1/', '/k/orders-12/', '/k/orders-2/', '/k/a b-0/', '/k/ä-0/', '/', '/k/1/')
const base = fc.oneof(
  fc.constantFrom(0, 681, 40_179, 9_007_199_254_740_991).map((offset) => String(offset).padStart(20, '0')),
  fc.constantFrom('1', '0000000000000000000', 'x00000000000000000000', '000000000000000000001'),
)
const ending = fc
  .tuple(
    fc.constantFrom('.index', '.timeindex', '.txnindex', '.log', 'index', '_1.index', 'e.index', ''),
    fc.constantFrom('', '', '.cleaned', '.swap'),
    fc.constantFrom('', '.deleted', '.deleted.deleted'),
  )
  .map((parts) => parts.join(''))
const name = fc.oneof(
  fc.tuple(base, ending).map((parts) => parts.join('')),
  fc.constantFrom(
    'libz.so',
    'libz.so.1.2',
    'a.so1',
    'a.jar',
    'modules',
    'classes.jsa',
    'x.sorted',
    '\\012',
    'index',
    '.index',
  ),
)
const path = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant('/k'), folder, name).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.constantFrom('', '[heap]', '[stack]') },
)
const row = fc
  .record({
    start: page,
    pages: fc.integer({ min: 1, max: 2560 }),
    permissions: fc.constantFrom('rw-s', 'rw-s', 'r--s', 'rw-p', '---p', 'r-x-'),
    offset: fc.constantFrom('00000000', '00000000', '00001000', '7f0000000000'),
    device: fc.constantFrom('fe:00', 'fe:00', '00:27', '103:02'),
    inode: fc.constantFrom(0, 7, 1_000_001, 2 ** 40),
    path,
    mark: fc.constantFrom('', '', ' (deleted)', '//deleted', ' '),
    padding: fc.constantFrom(' ', '                     ', '\t'),
  })
  .map(({ start, pages, permissions, offset, device, inode, path, mark, padding }) => {
    const range = `${hex(start * 4096, 8)}-${hex((start + pages) * 4096, 8)}`
    return `${range} ${permissions} ${offset} ${device} ${inode}${padding}${path}${path.startsWith('/') ? mark : ''}`
  })
const damaged = fc
  .tuple(row, fc.nat(90), fc.constantFrom('', ' ', '-', 'g', '0', 'x', ':', '/', '.', ')', 'd'))
  .map(([text, at, character]) => text.slice(0, at) + character + text.slice(at + 1))
const other = fc.constantFrom(
  '',
  'Dynamic libraries:',
  'Event: 1.2 x',
  'deadbeef',
  'deadbeef-',
  '7f0000000000-7f0000001000 rw-p',
)
const line = fc.oneof(
  { weight: 12, arbitrary: row },
  { weight: 3, arbitrary: damaged },
  { weight: 1, arbitrary: other },
)
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\n', '\r\n'), fc.boolean())
  .map(([lines, lineEnd, ends]) => lines.join(lineEnd) + (ends ? lineEnd : ''))

test('the table holds what each line says by itself, wherever chunks end', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 4000 }), (whole, chunkBytes) => {
      const expected = whole.split(/\r?\n/).flatMap((each, index) => rowOf(each, index + 1) ?? [])
      expect(rowsInTable(new TextEncoder().encode(whole), chunkBytes)).toEqual(expected)
    }),
    { numRuns: 1500 },
  )
})

test('bytes behind a last line without its end are not read as a part of it', () => {
  const line = '7f0000000000-7f0000001000 rw-s 00000000 fe:00 12'
  const bytes = new TextEncoder().encode(`${line}34     /k/a-0/00000000000000000000.index`)
  const block = { bytes, start: 0, end: line.length, firstLine: 1, byteOffset: 0 }
  const table = new MappingTable()
  expect(table.addRun(block, new LineEnds().of(block), 0)).toBe(1)
  expect([table.inode[0], table.place[0]]).toEqual([12, 0])
})
