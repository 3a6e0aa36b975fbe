import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from './read-text.ts'

const LSOF = `COMMAND  PID USER   FD   TYPE             DEVICE  SIZE/OFF    NODE NAME
java    7220 kafka  cwd    DIR              254,0      4096 2334740 /opt/kafka
java    7220 kafka  txt    REG              254,0     14392  327901 /usr/lib/jvm/bin/java
java    7220 kafka  mem    REG               0,39  10485756  662077 /k/t-9/00000000000000040179.timeindex
java    7220 kafka  DEL    REG               0,39            661977 /k/t-9/00000000000000036774.timeindex.deleted
java    7220 kafka  DEL    REG               0,39            661976 /k/t-9/00000000000000036774.index.deleted
java    7220 kafka  DEL    REG                0,1              2049 /memfd:java_heap
java    7220 kafka  mem-W  REG              254,0     32768      11 /tmp/hsperfdata_kafka/7220
java    7220 kafka    0r   CHR                1,3       0t0       3 /dev/null
java    7220 kafka    5w   REG              254,0    297434 2335083 /k/t-9/00000000000000036774.log
java    7220 kafka    6w   REG              254,0    297434 2335084 /k/t-9/00000000000000000000.log (deleted)
java    7220 kafka    7u  unix 0x000000008d454596       0t0  148486 type=STREAM (CONNECTED)
java    7220 kafka   16u  IPv6             148487       0t0     TCP b1:9092->c7:40112 (CLOSE_WAIT)
java    7220 kafka  17uW  REG              254,0         0      12 /k/.lock
java    7220 kafka  251w  FIFO               0,15       0t0   86916 pipe
`

test('DEL and mem rows are mappings, rows with a number are descriptors', async () => {
  const { artifact, facts } = await readText(LSOF)
  expect(artifact).toMatchObject({ format: 'lsof', coverage: { lines: 15, recognized: 15, unknown: 0 } })
  expect(facts[0]).toMatchObject({
    type: 'lsof.census',
    value: {
      descriptors: 7,
      mappedFiles: 6,
      deletedMappings: 2,
      deletedIndexMappings: 2,
      sockets: 2,
      deletedButOpen: 1,
    },
    span: { line: 2, endLine: 15 },
    process: { pid: 7220 },
  })
})

test('a whole listing also counts descriptors, by what they are', async () => {
  const [fds] = (await factsIn(LSOF)).filter(({ type }) => type === 'fds.count')
  expect(fds?.value).toEqual({
    open: 7,
    groups: [
      { name: 'file .log', count: 2 },
      { name: 'CHR', count: 1 },
      { name: 'FIFO', count: 1 },
      { name: 'file .lock', count: 1 },
      { name: 'socket CLOSE_WAIT', count: 1 },
      { name: 'socket unix', count: 1 },
    ],
  })
})

test('rows that went through a filter say nothing of the number of descriptors', async () => {
  const filtered = LSOF.split('\n').filter((line) => line.includes('deleted'))
  const facts = await factsIn(filtered.join('\n'))
  expect(facts.map(({ type }) => type)).toEqual(['lsof.census'])
  expect(facts[0]?.value).toMatchObject({ deletedIndexMappings: 2 })
})

test('lsof +L1 lists unlinked files with their link count', async () => {
  const text = `COMMAND  PID USER   FD   TYPE DEVICE SIZE/OFF NLINK NODE NAME
java    2423 kafka  118u   REG  253,0 10485760     0   11 /k/t-0/00000000000000000000.log.deleted (deleted)
java    2423 kafka  DEL    REG  253,0              0   12 /k/t-0/00000000000000000000.index.deleted
`
  expect(await valuesIn('lsof.census', text)).toMatchObject([
    { descriptors: 1, deletedButOpen: 1, deletedIndexMappings: 1, at: 2 },
  ])
})

test('threads that lsof -K lists share the descriptors of their process', async () => {
  const text = `COMMAND  PID  TID TASKCMD USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
java    7220              kafka    5w   REG  254,0      10   11 /a
java    7220 7221 GC      kafka    5w   REG  254,0      10   11 /a
`
  expect(await valuesIn('lsof.census', text)).toMatchObject([{ descriptors: 1 }])
})

test('of all processes of a host the JVMs are told', async () => {
  const text = `COMMAND  PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
systemd    1 root  cwd    DIR  254,0      4096    2 /
systemd    1 root    0u   CHR    1,3       0t0    3 /dev/null
java      77 root  cwd    DIR  254,0      4096    2 /
java      77 root    0u   CHR    1,3       0t0    3 /dev/null
`
  const pids = (await factsIn(text)).map(({ process }) => process?.pid)
  expect(pids).toEqual([77, 77])
})

test('tiny chunks change nothing, a cut never throws', async () => {
  expect((await readText(LSOF, 'x', 9)).facts).toEqual((await readText(LSOF, 'x')).facts)
  for (let length = 0; length < LSOF.length; length += 17) await readText(LSOF.slice(0, length))
})
