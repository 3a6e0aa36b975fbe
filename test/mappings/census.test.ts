import { describe, expect, test } from 'vitest'
import { type CensusContext, takeCensus } from '../../src/mappings/census.ts'
import { MappingTable } from '../../src/mappings/table.ts'
import type { MappingsCensus } from '../../src/model/fact-types.ts'

function tableOf(text: string): MappingTable {
  const table = new MappingTable()
  let byteOffset = 0
  for (const [index, line] of text.split('\n').entries()) {
    const bytes = new TextEncoder().encode(line)
    table.add(bytes, 0, bytes.length, index + 1, byteOffset)
    byteOffset += bytes.length + 1
  }
  return table
}

function censusOf(text: string, context: Partial<CensusContext> = {}): MappingsCensus {
  return takeCensus(tableOf(text), { moment: 'crash', total: null, complete: true, ...context })
}

function groupOf(census: MappingsCensus, kind: string) {
  return census.groups.find((group) => group.kind === kind)
}

const GATE = 'ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]'

describe('counting as the kernel counts', () => {
  test('the gate row is printed but not counted', () => {
    const census = censusOf(`7f0000000000-7f0000001000 rw-p 00000000 00:00 0 \n${GATE}`)
    expect(census.rows).toBe(2)
    expect(census.counted).toBe(1)
  })

  test('[vdso] and [stack] are counted, the gate of 32-bit ARM is not', () => {
    const census = censusOf(
      [
        'be8d7000-be8f8000 rw-p 00000000 00:00 0          [stack]',
        'bed8f000-bed90000 r-xp 00000000 00:00 0          [vdso]',
        'ffff0000-ffff1000 r-xp 00000000 00:00 0          [vectors]',
      ].join('\n'),
    )
    expect(census.counted).toBe(2)
  })

  test('the limit is the printed one, else the default by assumption', () => {
    expect(censusOf(GATE, { limit: 262_144 })).toMatchObject({ limit: 262_144, limitSource: 'log' })
    expect(censusOf(GATE)).toMatchObject({ limit: 65_530, limitSource: 'assumed' })
  })

  test('a footer that is one too high does not make the list incomplete, two more rows do', () => {
    const row = '7f0000000000-7f0000001000 rw-p 00000000 00:00 0 '
    expect(censusOf(row, { total: 1 }).complete).toBe(true)
    expect(censusOf(row, { total: 2 }).complete).toBe(true)
    expect(censusOf(row, { total: 3 }).complete).toBe(false)
    expect(censusOf(row, { complete: false }).complete).toBe(false)
  })
})

describe('Kafka index files', () => {
  const census = censusOf(
    [
      // One live segment, a trimmed one whose full-size mapping stayed, and one that is deleted but still mapped.
      '7f0000000000-7f0000a00000 rw-s 00000000 00:27 11    /k/orders-0/00000000000000000000.index',
      '7f0000a00000-7f0001400000 rw-s 00000000 00:27 12    /k/orders-0/00000000000000000000.timeindex',
      '7f0001400000-7f0001401000 rw-s 00000000 00:27 11    /k/orders-0/00000000000000000000.index',
      '7f0001401000-7f0001402000 rw-s 00000000 00:27 13    /k/orders-1/00000000000000000681.index',
      '7f0001402000-7f0001e02000 rw-s 00000000 00:27 9     /k/orders-1/00000000000000000000.index.deleted (deleted)',
      '7f0001e02000-7f0002802000 rw-s 00000000 00:27 8     /k/orders-1/00000000000000000000.timeindex.deleted',
      '7f0002802000-7f0002803000 rw-s 00000000 00:27 14    /k/gone-7.0123456789abcdef0123456789abcdef-delete/00000000000000000005.txnindex (deleted)',
    ].join('\n'),
  )

  test('live and deleted ones are apart; deleted means unlinked, renamed ones still wait for it', () => {
    expect(groupOf(census, 'kafka-index')).toMatchObject({ count: 3, deleted: 0, bytes: 0xa02000 })
    expect(groupOf(census, 'kafka-timeindex')).toMatchObject({ count: 1, deleted: 0 })
    expect(groupOf(census, 'kafka-index-deleted')).toMatchObject({ count: 1, deleted: 1 })
    expect(groupOf(census, 'kafka-timeindex-deleted')).toMatchObject({ count: 1, deleted: 0 })
    expect(groupOf(census, 'kafka-txnindex-deleted')).toMatchObject({ count: 1, deleted: 1 })
    expect(census.deleted).toBe(2)
  })

  test('an inode mapped at two sizes is counted once', () => {
    expect(census.duplicatedInodes).toBe(1)
  })

  test('segments and partitions', () => {
    expect(census.kafkaSegments).toBe(2)
    expect(census.topicPartitionCount).toBe(3)
    expect(census.topicPartitions.map(({ detail, count }) => [detail, count])).toEqual([
      ['orders-0', 3],
      ['orders-1', 3],
      ['gone-7', 1],
    ])
  })

  test('the same inode number on two devices is two files, and two mappings of one size are no resize', () => {
    const { duplicatedInodes } = censusOf(
      [
        '7f0000000000-7f0000001000 rw-s 00000000 00:27 11    /a/00000000000000000000.index',
        '7f0000001000-7f0000003000 rw-s 00000000 00:28 11    /b/00000000000000000000.index',
        '7f0000003000-7f0000005000 rw-s 00000000 00:28 11    /b/00000000000000000000.index',
      ].join('\n'),
    )
    expect(duplicatedInodes).toBe(0)
  })

  test('a file that only ends in .index is any file', () => {
    const census = censusOf('7f0000000000-7f0000001000 r--s 00000000 00:27 11    /data/words.index')
    expect(groupOf(census, 'file')).toMatchObject({ detail: '/data/', count: 1 })
  })
})

describe('what deleted and duplicated do not mean', () => {
  test("ZGC's heap is unlinked from birth: heap, no leaked file, no duplicated inode", () => {
    const census = censusOf(
      [
        '040000000000-040000200000 rw-s 00000000 00:01 2049    /memfd:java_heap (deleted)',
        '080000000000-080000400000 rw-s 00000000 00:01 2049    /memfd:java_heap (deleted)',
        '7f0000000000-7f0000001000 rw-s 00000000 00:01 9    /dev/zero (deleted)',
        '7f0000001000-7f0000002000 rw-s 00000000 00:01 9    /SYSV00000000 (deleted)',
      ].join('\n'),
    )
    expect(groupOf(census, 'java-heap')).toMatchObject({ count: 2, deleted: 0 })
    expect(groupOf(census, 'sysv-shm')).toMatchObject({ count: 1 })
    expect(census.deleted).toBe(0)
    expect(census.duplicatedInodes).toBe(0)
  })

  test('a library is mapped in pieces of different sizes', () => {
    const census = censusOf(
      [
        '7f0000000000-7f0000002000 r--p 00000000 fe:00 7    /usr/lib/libz.so.1.2.13',
        '7f0000002000-7f0000008000 r-xp 00002000 fe:00 7    /usr/lib/libz.so.1.2.13',
        '7f0000008000-7f0000009000 rw-p 00007000 fe:00 7    /usr/lib/libz.so.1.2.13 (deleted)',
      ].join('\n'),
    )
    expect(census.duplicatedInodes).toBe(0)
    expect(groupOf(census, 'shared-library')).toMatchObject({ count: 3 })
    expect(census.libraries).toEqual(['libz.so.1.2.13'])
    expect(census.deletedLibraries).toEqual(['libz.so.1.2.13'])
  })
})

describe('memory without a file', () => {
  test('a stack is a guard zone and the writable rest above it', () => {
    const census = censusOf(
      [
        '7f8700df4000-7f8700df8000 ---p 00000000 00:00 0 ',
        '7f8700df8000-7f8700ef4000 rw-p 00000000 00:00 0 ',
        '7f8700ef4000-7f8700ef5000 ---p 00000000 00:00 0 ',
        '7f8700ef5000-7f8700ff5000 rw-p 00000000 00:00 0 ',
        // Not adjacent, and too wide a gap for a guard.
        '7f8700ff6000-7f8700ff7000 ---p 00000000 00:00 0 ',
        '7f8701000000-7f8701100000 rw-p 00000000 00:00 0 ',
        '7f8702000000-7f8702080000 ---p 00000000 00:00 0 ',
        '7f8702080000-7f8702180000 rw-p 00000000 00:00 0 ',
      ].join('\n'),
    )
    expect(census.threadStacks).toBe(2)
    expect(groupOf(census, 'thread-stack')).toMatchObject({ count: 4 })
  })

  test('a malloc arena fills 64 MiB with its reserved rest', () => {
    const census = censusOf(
      [
        '7f865c000000-7f865c021000 rw-p 00000000 00:00 0 ',
        '7f865c021000-7f8660000000 ---p 00000000 00:00 0 ',
        '7f8664000000-7f866c0de000 rw-p 00000000 00:00 0 ',
        '7f866c0de000-7f8670000000 ---p 00000000 00:00 0 ',
      ].join('\n'),
    )
    expect(groupOf(census, 'malloc-arena')).toMatchObject({ count: 4, bytes: 4 * 64 * 1024 * 1024 })
  })

  test('heap by the stated bounds, else by the reach of compressed oops', () => {
    const rows = ['e0000000-f7a00000 rw-p 00000000 00:00 0 ', '7f4000000000-7f4100000000 rw-p 00000000 00:00 0 ']
    expect(groupOf(censusOf(rows.join('\n')), 'java-heap')).toMatchObject({ count: 1, bytes: 0x17a00000 })
    const stated = censusOf(rows.join('\n'), { javaHeap: { low: 0x7f4000000000, high: 0x7f4200000000 } })
    expect(groupOf(stated, 'java-heap')).toMatchObject({ count: 1, bytes: 0x100000000 })
  })

  test('code without a file and its reserved rest are the code cache', () => {
    const census = censusOf(
      [
        '7f86e5400000-7f86e5670000 rwxp 00000000 00:00 0 ',
        '7f86e5670000-7f86ec938000 ---p 00000000 00:00 0 ',
        '7f86ec938000-7f86ecba8000 rwxp 00000000 00:00 0 ',
      ].join('\n'),
    )
    expect(groupOf(census, 'code-cache')).toMatchObject({ count: 3 })
  })

  test('mappings split by mprotect show as thousands of one size', () => {
    const rows: string[] = []
    for (let page = 0; page < 3000; page++) {
      const at = 0x7f0000000000 + page * 4096
      rows.push(`${at.toString(16)}-${(at + 4096).toString(16)} ${page % 2 ? 'r--p' : 'rw-p'} 00000000 00:00 0 `)
    }
    const { groups, folders, threadStacks } = censusOf(rows.join('\n'))
    expect(groups.map(({ kind, detail, count }) => [kind, detail, count])).toEqual([
      ['anonymous', 'r--p 4 KiB', 1500],
      ['anonymous', 'rw-p 4 KiB', 1500],
    ])
    expect(folders).toEqual([])
    expect(threadStacks).toBe(0)
  })

  test('the brk area has a kind and an end', () => {
    const census = censusOf('55eca8210000-55eca8257000 rw-p 00000000 00:00 0                  [heap]')
    expect(groupOf(census, 'malloc-heap')).toMatchObject({ count: 1 })
    expect(census.brkEnd).toBe(0x55eca8257000)
  })
})

test('files of another application are grouped by folder', () => {
  const rows: string[] = []
  for (let file = 0; file < 500; file++) {
    const at = 0x7f0000000000 + file * 8192
    rows.push(
      `${at.toString(16)}-${(at + 4096).toString(16)} r--s 00000000 00:27 ${file + 1}    /es/index/_${file}.cfs`,
    )
  }
  const census = censusOf(rows.join('\n'))
  expect(census.folders[0]).toMatchObject({ detail: '/es/index/', count: 500 })
  expect(groupOf(census, 'file')).toMatchObject({ detail: '/es/index/', count: 500 })
})

test('every row is in exactly one group', () => {
  const census = censusOf(
    [
      '700000000-704600000 rw-p 00000000 00:00 0 ',
      '7f8687000000-7f8687bc7000 rw-p 00001000 fe:00 328258      /jdk/lib/server/classes.jsa',
      '7f86f4400000-7f86fbeb2000 r--s 00000000 fe:00 328249      /jdk/lib/modules',
      '7f8702000000-7f8702001000 rw-s 00000000 fe:00 5           /tmp/hsperfdata_kafka/2423',
      '7f8702001000-7f8702002000 rw-s 00000000 00:1a 5           /dev/shm/sem.x',
      '7f8702002000-7f8702003000 rw-p 00000000 00:00 0           [anon:glibc: malloc]',
      '7f8702003000-7f8702004000 rw-s 00000000 00:0e 5           anon_inode:[io_uring]',
      '7f8702004000-7f8702005000 r--s 00000000 fe:00 6           /opt/app/my app.jar',
      GATE,
    ].join('\n'),
  )
  expect(census.groups.map(({ kind }) => kind).sort()).toEqual([
    'anonymous',
    'cds-archive',
    'dev-shm',
    'hsperfdata',
    'jar',
    'java-heap',
    'jimage',
    'special',
  ])
  expect(census.groups.reduce((sum, { count }) => sum + count, 0)).toBe(census.rows)
})

describe('columns that are used again', () => {
  const ANONYMOUS_ROW = '7f0000000000-7f0000001000 rw-p 00000000 00:00 0'
  const HEAP_ROW = '55eca8236000-55eca8257000 rw-p 00000000 00:00 0                          [heap]'

  test('a map knows nothing of the rows of the one before it', () => {
    const larger = Array(300).fill(HEAP_ROW).join('\n')
    expect(censusOf(larger).brkEnd).toBe(0x55eca8257000)
    const smaller = censusOf(ANONYMOUS_ROW)
    expect(smaller.rows).toBe(1)
    expect(smaller.brkEnd).toBeUndefined()
    expect(smaller.groups).toMatchObject([{ kind: 'anonymous', count: 1 }])
  })

  test('two maps that are read at the same time do not share them', () => {
    const first = tableOf(HEAP_ROW)
    const second = tableOf(ANONYMOUS_ROW)
    const context = { moment: 'crash', total: null, complete: true } as const
    expect(takeCensus(first, context).brkEnd).toBe(0x55eca8257000)
    expect(takeCensus(second, context).brkEnd).toBeUndefined()
  })
})
