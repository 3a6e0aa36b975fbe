import { expect, test } from 'vitest'
import { MAX_PLACES } from '../../src/mappings/places.ts'
import { MappingTable } from '../../src/mappings/table.ts'

function accepts(line: string): boolean {
  const bytes = new TextEncoder().encode(line)
  return new MappingTable().add(bytes, 0, bytes.length, 1, 0)
}

test.each([
  ['anonymous, with the kernel’s trailing blank', '7f865c000000-7f865c021000 rw-p 00000000 00:00 0 '],
  ['anonymous, the blank stripped', '7f865c000000-7f865c021000 rw-p 00000000 00:00 0'],
  ['32-bit', '08048000-08049000 r-xp 00000000 08:01 393449     /usr/lib/jvm/bin/java'],
  ['9-digit heap address', '700000000-704600000 rw-p 00000000 00:00 0 '],
  ['WSL 1', '7f865c000000-7f865c021000 r-x- 00000000 00:00 5      /lib/libc.so.6'],
  ['major device number of three digits', '7f865c000000-7f865c021000 r--s 00000000 103:02 5      /x'],
  ['16-digit addresses', 'ffffffffff600000-ffffffffff601000 r-xp 00000000 00:00 0      [vsyscall]'],
  ['blanks and an escaped newline in the path', '7f865c000000-7f865c021000 r--p 00000000 fe:00 5      /a b\\012c'],
  ['the deleted mark of old kernels', '7f865c000000-7f865c021000 r--p 00000000 fe:00 5      /a//deleted'],
])('takes a row: %s', (_, line) => {
  expect(accepts(line)).toBe(true)
})

test.each([
  '',
  'Dynamic libraries:',
  'Total number of mappings: 215',
  '7f865c000000-7f865c021000',
  '7f865c000000-7f865c021000 rw-p',
  '7f865c000000-7f865c021000 rwzp 00000000 00:00 0',
  '7f865c000000-7f865c021000 rw-p 00000000 00:00',
  '7f865c021000-7f865c000000 rw-p 00000000 00:00 0',
  '0x00007f865c000000-0x00007f865c021000 rw-p 00000000 00:00 0',
  '7f865c000000-7f865c021000 rw-p 00000000 00:00 0x',
  'c0000000-7fffd6f7d000 ---p 00000000 00:00 0                              [rollup]',
])('refuses %j', (line) => {
  expect(accepts(line)).toBe(false)
})

test('remembers where the rows stand', () => {
  const table = new MappingTable()
  const bytes = new TextEncoder().encode('7f865c000000-7f865c021000 rw-p 00000000 00:00 0 ')
  for (let line = 40; line < 3000; line++) table.add(bytes, 0, bytes.length, line, line * bytes.length)
  expect(table).toMatchObject({ rows: 2960, firstLine: 40, lastLine: 2999, firstByteOffset: 40 * bytes.length })
})

test('65,000 index files of 300 partitions make 300 strings', () => {
  const table = new MappingTable()
  for (let row = 0; row < 65_000; row++) {
    const at = 0x7f0000000000 + row * 4096
    const name = `/kafka/topic-${row % 300}/${String(row).padStart(20, '0')}.timeindex.deleted (deleted)`
    const line = new TextEncoder().encode(
      `${at.toString(16)}-${(at + 4096).toString(16)} rw-s 00000000 fe:00 ${row}    ${name}`,
    )
    table.add(line, 0, line.length, row + 1, 0)
  }
  expect(table.rows).toBe(65_000)
  expect(table.places.texts.length).toBe(302)
})

test('folders beyond what is kept are one place, and the table says so', () => {
  const table = new MappingTable()
  for (let row = 0; row < MAX_PLACES + 10; row++) {
    const line = new TextEncoder().encode(
      `7f0000000000-7f0000001000 rw-s 00000000 fe:00 7    /${row}/${'0'.repeat(20)}.index`,
    )
    table.add(line, 0, line.length, row + 1, 0)
  }
  expect(table.places.overflowed).toBe(true)
  expect(table.places.texts.length).toBe(MAX_PLACES)
  expect(table.places.texts[table.place[table.rows - 1] as number]).toBe('')
})
