import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from './read-text.ts'

const PLAIN = `7220:   /usr/lib/jvm/java-17/bin/java -Xmx1g kafka.Kafka
00000000c0000000 620544K rw---   [ anon ]
00007f24ab000000  10240K rw-s- 00000000000000036774.timeindex.deleted (deleted)
00007f24aba00000  10240K rw-s- 00000000000000036774.index
00007fffd6f5c000    132K rw---   [ stack ]
ffffffffff600000      4K --x--   [ anon ]
 total         15947556K
`

test('plain pmap is a map with base names; the nameless gate page is known by its address', async () => {
  const { artifact, facts } = await readText(PLAIN)
  expect(artifact).toMatchObject({ format: 'pmap', complete: true, coverage: { lines: 7, recognized: 7 } })
  expect(facts).toMatchObject([
    {
      type: 'maps.census',
      value: { rows: 5, counted: 4, complete: true, deleted: 1, inodesKnown: false, duplicatedInodes: 0 },
      span: { line: 2, endLine: 6 },
      process: { pid: 7220 },
    },
    { type: 'memory.process', value: { virtualKb: 15_947_556 }, process: { pid: 7220 } },
  ])
  const kinds = (await valuesIn('maps.census', PLAIN))[0] as { groups: { kind: string }[] }
  expect(kinds.groups.map(({ kind }) => kind).sort()).toEqual([
    'java-heap',
    'kafka-index',
    'kafka-timeindex-deleted',
    'special',
  ])
})

test('pmap -x adds resident sizes', async () => {
  const facts = await factsIn(`24210:   java T
Address           Kbytes     RSS   Dirty Mode  Mapping
00000000fc000000   63488    9400    9400 rw---   [ anon ]
00007ff4bc000000     132      40      40 rw---   [ anon ]
00007ff4bc021000   65404       0       0 -----   [ anon ]
---------------- ------- ------- ------- 
total kB         2641120   73480   42164
`)
  expect(facts).toMatchObject([
    { type: 'maps.census', value: { rows: 3, complete: true } },
    { type: 'memory.process', value: { virtualKb: 2_641_120, rssKb: 9440 } },
  ])
})

test('pmap -X has inodes', async () => {
  const text = `24210:   java T
         Address Perm   Offset Device   Inode    Size   Rss   Pss Swap Mapping
        fc000000 rw-p 00000000  00:00       0   63488  9400  9400    0 
    7f0000000000 rw-s 00000000  00:27      11   10240     4     4    0 00000000000000000000.index
    7f0000a00000 rw-s 00000000  00:27      11       4     4     4    0 00000000000000000000.index
ffffffffff600000 --xp 00000000  00:00       0       4     0     0    0 [vsyscall]
                                              ======= ===== ===== ==== 
                                                73736  9408  9408    0 KB 
`
  const { artifact, facts } = await readText(text)
  expect(artifact.coverage).toMatchObject({ lines: 8, recognized: 7, ignored: 1, unknown: 0 })
  expect(facts[0]?.value).toMatchObject({ rows: 4, counted: 3, duplicatedInodes: 1, complete: true })
  expect(facts[0]?.value).not.toHaveProperty('inodesKnown')
  expect(facts[1]?.value).toMatchObject({ virtualKb: 73_736, rssKb: 9408 })
})

test('pmap -d', async () => {
  const facts = await factsIn(`24210:   java T
Address           Kbytes Mode  Offset           Device    Mapping
00000000fc000000   63488 rw--- 0000000000000000 000:00000   [ anon ]
00007ff4bc000000     468 rw--- 0000000000c77000 0fe:00000 classes.jsa
00007ffda4102000     132 rw--- 0000000000000000 000:00000   [ stack ]
mapped: 2641120K    writeable/private: 165896K    shared: 125700K
`)
  expect(facts[0]?.value).toMatchObject({ rows: 3, complete: true })
  expect(facts[1]?.value).toMatchObject({ virtualKb: 2_641_120 })
})

test('several processes are several maps', async () => {
  const pids = (await factsIn(PLAIN + PLAIN.replace('7220', '7221'))).map(({ process }) => process?.pid)
  expect(pids).toEqual([7220, 7220, 7221, 7221])
})

test('a map without its total was cut', async () => {
  const { artifact, facts } = await readText(PLAIN.split('\n').slice(0, 4).join('\n'))
  expect(artifact.complete).toBe(false)
  expect(facts).toMatchObject([{ value: { rows: 3, complete: false } }])
})

test('tiny chunks change nothing, a cut never throws', async () => {
  const small = await readText(PLAIN, 'x', 5)
  expect(small.facts).toEqual((await readText(PLAIN, 'x')).facts)
  for (let length = 0; length < PLAIN.length; length += 7) await readText(PLAIN.slice(0, length))
})
