import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCall } from '../../grammars/strace/call.ts'
import { CallReader } from '../../grammars/strace/shapes.ts'

test('an mmap with its file, result and time', () => {
  expect(
    parseCall(
      'mmap(NULL, 24, PROT_READ|PROT_WRITE, MAP_SHARED, 6</k/t-0/0.index>, 0x1000) = 0x7f85f5b70000 <0.000012>',
    ),
  ).toEqual({
    name: 'mmap',
    arguments: [
      { text: 'NULL' },
      { text: '24' },
      { text: 'PROT_READ|PROT_WRITE' },
      { text: 'MAP_SHARED' },
      { text: '6', file: '</k/t-0/0.index>' },
      { text: '0x1000' },
    ],
    result: { text: '0x7f85f5b70000' },
    elapsed: '<0.000012>',
  })
})

test('a failed call has an errno', () => {
  expect(parseCall('mprotect(0x7f85c8cff000, 16384, PROT_NONE) = -1 ENOMEM (Cannot allocate memory)')).toMatchObject({
    result: { text: '-1' },
    errno: 'ENOMEM',
  })
})

test('strings keep commas, brackets and escaped quotes; the descriptor that is answered keeps its file', () => {
  expect(parseCall(String.raw`openat(AT_FDCWD</a b>, "/x, (\"y\")", O_RDWR|O_CREAT, 0666) = 6</x, y>`)).toMatchObject({
    arguments: [{ text: 'AT_FDCWD', file: '</a b>' }, { text: String.raw`"/x, (\"y\")"` }, {}, { text: '0666' }],
    result: { text: '6', file: '</x, y>' },
  })
})

test.each([
  'clone3({flags=CLONE_VM|CLONE_FS, exit_signal=0, stack=0x7f, stack_size=0xfff} => {parent_tid=[8019]}, 88) = 8019',
  'poll([{fd=5<TCP:[127.0.0.1:80->127.0.0.1:90]>, events=POLLIN}], 1, 500) = 1 ([{fd=5, revents=POLLIN}])',
  'futex(0x7f85, FUTEX_WAIT_BITSET_PRIVATE, 0, {tv_sec=1, tv_nsec=5}, FUTEX_BITSET_MATCH_ANY) = -1 ETIMEDOUT (Connection timed out)',
  'rt_sigaction(SIGSEGV, {sa_handler=0x7f, sa_mask=~[RTMIN RT_1], sa_flags=SA_RESTORER}, NULL, 8) = 0',
  'read(3</proc/self/maps>, "55d5-55d6 r--p 0"..., 1024) = 1024',
  'mmap(NULL, 1<<20, PROT_NONE, MAP_PRIVATE, -1, 0) = 0x7f0000000000',
  'getpid() = 8013',
  'exit_group(0) = ?',
  'fcntl(3</a>(deleted), F_GETFL) = 0x8002 (flags O_RDWR|O_LARGEFILE)',
  'execve("/usr/bin/java", ["java", "-version"], 0x7ffd /* 25 vars */) = 0',
  'restart_syscall(<... resuming interrupted futex ...>) = ? <unavailable>',
])('understands %s', (text) => {
  expect(parseCall(text)).toMatchObject({ name: text.slice(0, text.indexOf('(')) })
})

test.each(['', 'mmap', 'mmap(NULL, 24', '--- SIGSEGV {si_signo=SIGSEGV} ---', 'a(b(c)', 'mmap(NULL) = = 3'])(
  'refuses %j',
  (text) => {
    expect(parseCall(text)).toBeUndefined()
  },
)

const number = fc.oneof(
  fc.nat().map(String),
  fc.nat().map((value) => `0x${value.toString(16)}`),
)
const file = fc.stringMatching(/^<\/[a-z0-9 ,.()]{0,12}>$/)
const argument = fc.oneof(
  number,
  fc.tuple(fc.nat(20), file).map(([fd, path]) => `${fd}${path}`),
  fc.constantFrom('NULL', '-1', 'PROT_READ|PROT_WRITE', 'MAP_HUGE_2MB|MAP_SHARED', '...', '[1, 2, 3]', '{a=5, b=[6]}'),
  fc.stringMatching(/^"\/[a-z0-9 ,.()<>=\\\\]{0,12}"(\.\.\.)?$/).filter((text) => !text.includes('\\"')),
)
const outcome = fc.oneof(
  number,
  fc.constantFrom('0', '?', '-1 ENOMEM (Cannot allocate memory)', '1 ([{fd=5, revents=POLLIN}])', '6</k/0.index>'),
)
const elapsed = fc.constantFrom('', ' <0.000012>', ' <1.5>')
const call = fc
  .tuple(fc.constantFrom('mmap', 'munmap', 'openat'), fc.array(argument, { maxLength: 6 }), outcome, elapsed)
  .map(([name, given, result, time]) => `${name}(${given.join(', ')}) = ${result}${time}`)

test('a call read by its shape is the call that the grammar reads', () => {
  const reader = new CallReader()
  fc.assert(
    fc.property(call, (text) => {
      expect(parseCall(text)).toBeDefined()
      expect(reader.read(text)).toEqual(parseCall(text))
    }),
    { numRuns: 3000 },
  )
})
