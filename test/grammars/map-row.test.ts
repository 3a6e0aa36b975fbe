import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MapRow, parseMapRow } from '../../grammars/shared/map-row.ts'
import { MapRowScanner } from '../../src/mappings/map-row.ts'

const scanner = new MapRowScanner()

/** The scanner's view in the grammar's terms. */
function scan(line: string): object | undefined {
  const bytes = new TextEncoder().encode(line)
  if (!scanner.scan(bytes, 0, bytes.length)) return undefined
  const { low, high, permissions, offset, device, inode, pathStart, pathEnd } = scanner
  return {
    low,
    high,
    permissions,
    offset,
    device: device >>> 0,
    inode,
    path: new TextDecoder().decode(bytes.slice(pathStart, pathEnd)),
  }
}

/** The grammar's strings as the numbers that they mean. */
function meaningOf(row: MapRow | undefined): object | undefined {
  if (row === undefined || Number(`0x${row.high}`) <= Number(`0x${row.low}`)) return undefined
  const [major, minor] = row.device.split(':').map((part) => Number(`0x${part}`)) as [number, number]
  return {
    low: Number(`0x${row.low}`),
    high: Number(`0x${row.high}`),
    permissions: [...row.permissions].reduce((sum, letter, at) => sum + ('rwxs'[at] === letter ? 2 ** at : 0), 0),
    offset: Number(`0x${row.offset}`),
    device: ((major << 20) | minor) >>> 0,
    inode: Number(row.inode),
    path: row.path,
  }
}

const pages = fc.integer({ min: 0, max: 2 ** 36 }).map((page) => page * 4096)
const hex = (least: number) => pages.map((value) => value.toString(16).padStart(least, '0'))
const range = fc
  .tuple(pages, fc.integer({ min: 1, max: 2 ** 30 }))
  .map(([low, size]) => [low, low + size * 4096].map((address) => address.toString(16).padStart(8, '0')).join('-'))
const name = fc.stringMatching(/^[\x21-\x7eäß€]([\x20-\x7eäß€]{0,30}[\x21-\x7eäß€])?$/)
const row = fc
  .tuple(
    range,
    fc.stringMatching(/^[r-][w-][x-][ps-]$/),
    hex(8),
    fc.stringMatching(/^[0-9a-f]{2,4}:[0-9a-f]{2,5}$/),
    fc.nat().map(String),
    fc.constantFrom(' ', '                    ', '\t'),
    fc.option(name, { nil: '' }),
    fc.constantFrom('', ' (deleted)', ' '),
    fc.boolean(),
  )
  .map(([addresses, permissions, offset, device, inode, padding, path, mark, stripped]) =>
    [addresses, permissions, offset, device, inode].join(' ').concat(stripped ? '' : padding + path + mark),
  )

test('the scanner reads what the grammar says, on rows of every kind', () => {
  fc.assert(
    fc.property(row, (line) => {
      expect(scan(line)).toBeDefined()
      expect(scan(line)).toEqual(meaningOf(parseMapRow(line)))
    }),
    { numRuns: 2000 },
  )
})

test('the scanner refuses what the grammar refuses, on rows with one character changed', () => {
  const change = fc.tuple(row, fc.nat(60), fc.constantFrom('', ' ', '-', 'g', '0', 'x', ':', 'r'))
  fc.assert(
    fc.property(change, ([line, at, character]) => {
      const changed = line.slice(0, at) + character + line.slice(at + 1)
      expect(scan(changed)).toEqual(meaningOf(parseMapRow(changed)))
    }),
    { numRuns: 2000 },
  )
})

test('the fields of a row', () => {
  expect(
    parseMapRow('7f24ab000000-7f24aba00000 rw-s 00000000 00:27 661977      /k/t-9/0.index.deleted (deleted)'),
  ).toEqual({
    low: '7f24ab000000',
    high: '7f24aba00000',
    permissions: 'rw-s',
    offset: '00000000',
    device: '00:27',
    inode: '661977',
    path: '/k/t-9/0.index.deleted (deleted)',
  })
})
