import { expect, test } from 'vitest'
import { eventIn } from '../../src/formats/sysdig/event.ts'
import { factsIn, readText, valuesIn } from './read-text.ts'

test('a line of the default output', () => {
  expect(
    eventIn(
      '5141 12:34:56.789012345 0 java (2423) > mmap addr=0 length=24 prot=3(PROT_READ|PROT_WRITE) fd=6(<f>/k/a b.index) offset=0',
    ),
  ).toMatchObject({
    process: 'java',
    tid: 2423,
    isExit: false,
    call: 'mmap',
    fields: { addr: '0', length: '24', prot: '3(PROT_READ|PROT_WRITE)', fd: '6(<f>/k/a b.index)', offset: '0' },
  })
})

test.each([
  ['containers', '12 12:34:56.789012345 0 kafka (3ad7b26ded6d) java (24316:101) < futex res=0', 24_316],
  ['a name with blanks', '12 12:34:56.789012345 0 G1 Conc#0 (24317) < futex res=0', 24_317],
  ['epoch stamps', '12 1700000000.789012345 0 java (24318) < futex res=0', 24_318],
])('%s', (_, line, tid) => {
  expect(eventIn(line)).toMatchObject({ tid, call: 'futex', isExit: true, fields: { res: '0' } })
})

const INDEX = 'fd=6(<f>/k/t-0/00000000000000000000.index)'
const TRACE = `1 12:34:56.000000000 0 java (2423) > mmap addr=0 length=10485760 prot=3(PROT_READ|PROT_WRITE) flags=1(MAP_SHARED) ${INDEX} offset=0
2 12:34:56.100000000 0 java (2423) < mmap res=7F85C8CFF000 vm_size=20480 vm_rss=528 vm_swap=0
3 12:34:56.200000000 0 java (2424) > munmap addr=7F85C8000000 length=4096
4 12:34:56.300000000 1 java (2423) > mmap addr=0 length=24 prot=3(PROT_READ|PROT_WRITE) flags=1(MAP_SHARED) ${INDEX} offset=0
5 12:34:57.400000000 1 java (2423) < mmap res=7F85F5B70000 vm_size=20484 vm_rss=628 vm_swap=0
6 12:34:58.000000000 0 java (2424) < munmap res=0 vm_size=20480 vm_rss=728 vm_swap=0
7 12:34:58.500000000 0 java (2424) > mmap addr=0 length=8192 prot=3(PROT_READ|PROT_WRITE) flags=10(MAP_PRIVATE|MAP_ANONYMOUS) fd=-1(EPERM) offset=0
8 12:34:58.600000000 0 java (2424) < mmap res=-12(ENOMEM) vm_size=20480 vm_rss=728 vm_swap=0
`

test('beginning and end of a call are put together by thread', async () => {
  const { artifact } = await readText(TRACE)
  expect(artifact).toMatchObject({ format: 'sysdig', coverage: { lines: 8, recognized: 8, unknown: 0 } })
  expect(await valuesIn('trace.balance', TRACE)).toMatchObject([
    {
      tool: 'sysdig',
      calls: { mmap: 3, munmap: 1 },
      indexMaps: 2,
      indexUnmaps: 0,
      remapsWithoutUnmap: 1,
      leakedFiles: [{ path: '/k/t-0/00000000000000000000.index', count: 1 }],
      seconds: 2.6,
      at: 1,
    },
  ])
  expect(await valuesIn('trace.failed-call', TRACE)).toMatchObject([{ call: 'mmap', errno: 'ENOMEM', count: 1, at: 8 }])
})

test('the sizes that come with the calls are a series, in bytes', async () => {
  const [rss, size] = (await factsIn(TRACE)).filter(({ type }) => type === 'series')
  expect(rss?.value).toMatchObject({
    metric: 'rss',
    unit: 'bytes',
    first: 528 * 1024,
    last: 728 * 1024,
    max: 728 * 1024,
    readings: 4,
  })
  expect(size?.value).toMatchObject({ metric: 'vm-size', first: 20_480 * 1024 })
})

test('tiny chunks change nothing, a cut never throws', async () => {
  expect((await readText(TRACE, 'x', 11)).facts).toEqual((await readText(TRACE, 'x')).facts)
  for (let length = 0; length < TRACE.length; length += 41) await readText(TRACE.slice(0, length))
})
