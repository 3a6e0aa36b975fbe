import { expect, test } from 'vitest'
import { readAllocation, readErrorLine, readJreVersion, readVmVersion } from '../../../grammars/hs-err/lines/banner.ts'
import { readPool } from '../../../grammars/hs-err/lines/figures.ts'
import { readFrame } from '../../../grammars/hs-err/lines/frame.ts'
import { readSigInfo } from '../../../grammars/hs-err/lines/siginfo.ts'
import { readCurrentThread, readThread } from '../../../grammars/hs-err/lines/thread.ts'

test.each([
  [
    '#  SIGSEGV (0xb) at pc=0x00007fcd2af94e64, pid=23171, tid=23172',
    { kind: 'signal', signal: 'SIGSEGV', number: '0xb', pc: '0x00007fcd2af94e64', pid: 23171, tid: '23172' },
  ],
  ['#  SIGILL (0x4) at pc=0x00007f9557f0 (sent by kill), pid=7, tid=8', { sentBy: 'kill' }],
  [
    '#  SIGBUS (0x7) at pc=0x00007f (sent by safepoint timeout handler), pid=7, tid=8',
    { sentBy: 'safepoint timeout handler' },
  ],
  [
    '#  EXCEPTION_IN_PAGE_ERROR (0xc0000006) at pc=0x000000006d8a7a3e, pid=4, tid=0x0000000000000f5c',
    { signal: 'EXCEPTION_IN_PAGE_ERROR', tid: '0x0000000000000f5c' },
  ],
  ['#  SIGRTMIN+3 (0x25) at pc=0x00007f, pid=4, tid=5', { signal: 'SIGRTMIN+3' }],
  [
    '#  Internal Error (./open/src/hotspot/share/memory/arena.cpp:197), pid=17140, tid=1496',
    { kind: 'internal-error', file: 'arena.cpp', sourceLine: 197 },
  ],
  ['#  Internal Error (C:\\jdk\\src\\os windows.cpp:12), pid=1, tid=2', { file: 'os windows.cpp', sourceLine: 12 }],
  ['#  Internal Error (0xe06d7363), pid=1, tid=2', { kind: 'internal-error', number: '0xe06d7363' }],
  [
    '#  Internal Error (0xc0000409) at pc=0x00007ffa1b2c3d4e, pid=1, tid=2',
    { kind: 'signal', signal: 'exception 0xc0000409', pc: '0x00007ffa1b2c3d4e' },
  ],
  [
    '#  Out of Memory Error (os_linux.cpp:2798), pid=12345, tid=0x000000000000001',
    { kind: 'native-oom', file: 'os_linux.cpp', sourceLine: 2798 },
  ],
])('error line %s', (text, expected) => {
  expect(readErrorLine(text)).toMatchObject(expected)
})

test.each([
  [
    '# Native memory allocation (mmap) failed to map 65536 bytes for committing reserved memory.',
    'mmap',
    65536,
    'committing reserved memory.',
  ],
  [
    '# Native memory allocation (mmap) failed to map 65536 bytes. Error detail: committing reserved memory.',
    'mmap',
    65536,
    'committing reserved memory.',
  ],
  [
    '# Native memory allocation (mprotect) failed to protect 16384 bytes for memory to guard stack pages',
    'mprotect',
    16384,
    'memory to guard stack pages',
  ],
  [
    '# Native memory allocation (malloc) failed to allocate 32744 bytes for ChunkPool::allocate',
    'malloc',
    32744,
    'ChunkPool::allocate',
  ],
  ['# Native memory allocation (malloc) failed to allocate 1048 bytes.', 'malloc', 1048, null],
  ['# Native memory allocation (mmap) failed to map 12288 bytes', 'mmap', 12288, null],
  ['# Native memory allocation (mmap) failed to map 16384[thread 5842 also had an error]', 'mmap', 16384, null],
])('allocation line %s', (text, call, bytes, reason) => {
  expect(readAllocation(text)).toEqual({ call, bytes, reason })
})

test.each([
  [
    '# JRE version: OpenJDK Runtime Environment 18.9 (11.0.9+11) (build 11.0.9+11-LTS)',
    { version: '11.0.9+11', build: '11.0.9+11-LTS' },
  ],
  ['# JRE version:  (8.0_272-b10) (build )', { version: '8.0_272-b10' }],
  [
    '# JRE version: OpenJDK Runtime Environment (Red_Hat-17.0.7.0.7-2) (17.0.7+7) (build 17.0.7+7-LTS)',
    { version: '17.0.7+7' },
  ],
  [
    '# JRE version: OpenJDK Runtime Environment (21.0+35) (fastdebug build 21+35)',
    { version: '21.0+35', build: '21+35' },
  ],
  ['# JRE version: 7.0_21-b11', { version: '7.0_21-b11' }],
])('version line %s', (text, expected) => {
  expect(readJreVersion(text)).toMatchObject(expected)
})

test.each([
  [
    '# Java VM: OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, sharing, tiered, jvmci, jvmci compiler, compressed oops, compressed class ptrs, g1 gc, linux-amd64)',
    { release: '17.0.15+6', collector: 'g1 gc', platform: 'linux-amd64' },
  ],
  [
    '# Java VM: OpenJDK 64-Bit Server VM (25.265-b01 mixed mode linux-ppc64le )',
    { release: '25.265-b01', modes: ['mixed mode'], platform: 'linux-ppc64le' },
  ],
  [
    '# Java VM: OpenJDK 64-Bit Server VM Zulu21.30+15-CA (21.0.1+12-LTS, interpreted mode, concurrent mark sweep gc, bsd-aarch64)',
    { name: 'OpenJDK 64-Bit Server VM Zulu21.30+15-CA', collector: 'concurrent mark sweep gc' },
  ],
])('VM line %s', (text, expected) => {
  expect(readVmVersion(text)).toMatchObject(expected)
})

test.each([
  ['C  [libzip.so+0x1f3a2]  newEntry+0x62', { kind: 'C', library: 'libzip.so', symbol: 'newEntry' }],
  ['V  [libjvm.so+0xacb02a]', { kind: 'V', library: 'libjvm.so' }],
  [
    'V  [libjvm.so+0xf21801]  VMError::report_and_die(int, char const*, ...)+0x171  (vmError.cpp:1853)',
    { kind: 'V', library: 'libjvm.so', symbol: 'VMError::report_and_die(int, char const*, ...)' },
  ],
  ['# C  [my lib 3.tmp+0x12]', { kind: 'C', library: 'my lib 3.tmp' }],
  ['C  0x00007f3d06617196', { kind: 'C' }],
  ['C  [redacted frame]', { kind: 'C' }],
  [
    'J 502 c2 java.util.regex.Matcher.search(I)Z java.base@17.0.15 (154 bytes) @ 0x00007f5fe8f039ec [0x00007f5fe8f036c0+0x000000000000032c]',
    { kind: 'J', compiler: 'c2', symbol: 'java.util.regex.Matcher.search' },
  ],
  [
    'J 235% C2 lab.D.spin()V (26 bytes) @ 0x00007f95 [0x00007f90+0x5]',
    { kind: 'J', compiler: 'c2', symbol: 'lab.D.spin' },
  ],
  [
    'J 107380  SomeClass.some(Ljava/lang/String;)V (0 bytes) @ 0x00002b41eda950c6 [0x00002b41eda94ec0+0x206]',
    { kind: 'J', symbol: 'SomeClass.some' },
  ],
  ['J  java.lang.Object.wait()V', { kind: 'J', symbol: 'java.lang.Object.wait' }],
  [
    'j  kafka.log.Recovery$$Lambda$32+0x00007f5f84002800.run()V+28',
    { kind: 'j', symbol: 'kafka.log.Recovery$$Lambda$32+0x00007f5f84002800.run' },
  ],
  ['j  java.lang.Thread.run()V+11 java.base@17.0.15', { kind: 'j', symbol: 'java.lang.Thread.run' }],
  ['v  ~StubRoutines::call_stub 0x00007f5fe8991a80', { kind: 'v', symbol: 'StubRoutines::call_stub' }],
  ['v  blob 0x00007f5fe8991a80', { kind: 'v' }],
  [
    'A 12  java.lang.String.length()I (11 bytes) @ 0x00007f5f [0x00007f5e+0x1]',
    { kind: 'A', symbol: 'java.lang.String.length' },
  ],
])('frame %s', (text, expected) => {
  expect(readFrame(text)).toEqual(expected)
})

test.each([['# A fatal error has been detected by the Java Runtime Environment:'], ['Core dump'], ['']])(
  '%s is no frame',
  (text) => {
    expect(readFrame(text)).toBeUndefined()
  },
)

test.each([
  [
    'siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000000',
    { name: 'SIGSEGV', code: 1, codeName: 'SEGV_MAPERR', address: '0x0000000000000000' },
  ],
  [
    'siginfo: si_signo: 4 (SIGILL), si_code: -6 (SI_TKILL), si_pid: 13421 (current process), si_uid: 0',
    { name: 'SIGILL', code: -6, codeName: 'SI_TKILL', pid: 13421, isOwnPid: true, uid: 0 },
  ],
  [
    'siginfo: si_signo: 11 (SIGSEGV), si_code: 0 (SI_USER), sent from pid: 77 (uid: 1000)',
    { name: 'SIGSEGV', code: 0, codeName: 'SI_USER', pid: 77, uid: 1000 },
  ],
  [
    'siginfo:si_signo=SIGSEGV: si_errno=0, si_code=1 (SEGV_MAPERR), si_addr=0x00000005d85ad688',
    { name: 'SIGSEGV', code: 1, codeName: 'SEGV_MAPERR', address: '0x00000005d85ad688' },
  ],
  [
    'siginfo: si_signo: 11, si_code: 1, si_addr: 0x0000000000000010 (null + 16)',
    { name: 'SIGSEGV', code: 1, address: '0x0000000000000010' },
  ],
  [
    'siginfo: ExceptionCode=0xc0000005, reading address 0x0000000000000018',
    { number: '0xc0000005', access: 'reading', address: '0x0000000000000018' },
  ],
  [
    'siginfo: EXCEPTION_ACCESS_VIOLATION (0xc0000005), data execution prevention violation at address 0x18',
    { name: 'EXCEPTION_ACCESS_VIOLATION', number: '0xc0000005', access: 'executing', address: '0x18' },
  ],
])('%s', (text, expected) => {
  expect(readSigInfo(text)).toEqual(expected)
})

test.each([
  [
    'JavaThread "main" [_thread_blocked, id=21839, stack(0x00007f5ffe500000,0x00007f5ffe600000)]',
    {
      type: 'JavaThread',
      name: 'main',
      state: '_thread_blocked',
      id: 21839,
      stackLow: '0x00007f5ffe500000',
      stackHigh: '0x00007f5ffe600000',
    },
  ],
  [
    'Current thread (0x00007f5ff83bd800):  JavaThread "C2 CompilerThread0" daemon [_thread_in_native, id=6, stack(0x1,0x2) (1024K)]',
    {
      type: 'JavaThread',
      name: 'C2 CompilerThread0',
      daemon: true,
      state: '_thread_in_native',
      id: 6,
      stackLow: '0x1',
      stackHigh: '0x2',
    },
  ],
  [
    '=>0x000001 JavaThread "odd "name" [x]" [_thread_new, id=3, stack(0x1,0x2)]',
    {
      type: 'JavaThread',
      name: 'odd "name" [x]',
      current: true,
      state: '_thread_new',
      id: 3,
      stackLow: '0x1',
      stackHigh: '0x2',
    },
  ],
  [
    '  0x00007f VMThread "VM Thread" [stack: 0x1,0x2] [id=22180] _threads_hazard_ptr=0x00007f5ff83c0710',
    { type: 'VMThread', name: 'VM Thread', id: 22180, stackLow: '0x1', stackHigh: '0x2' },
  ],
  [
    '  0x00007f WorkerThread "GC Thread#0"     [id=31391, stack(0x1,0x2) (1024K)]',
    { type: 'WorkerThread', name: 'GC Thread#0', id: 31391, stackLow: '0x1', stackHigh: '0x2' },
  ],
  ['  0x00007f VMThread [stack: 0x1,0x2] [id=5]', { type: 'VMThread', id: 5, stackLow: '0x1', stackHigh: '0x2' }],
])('thread %s', (text, expected) => {
  expect(readThread(text)).toEqual(expected)
})

test.each([
  [
    ' garbage-first heap   total 1024K, used 512K [0x00000000c0000000, 0x0000000100000000)',
    'garbage-first heap',
    { total: 1048576, used: 524288 },
  ],
  [
    ' garbage-first heap   total reserved 4096K, committed 1024K, used 512K [0x1, 0x2)',
    'garbage-first heap',
    { reserved: 4194304, committed: 1048576, used: 524288 },
  ],
  ['  eden space 64K, 6% used [0x1,0x2,0x3)', 'eden', { space: 65536 }],
  [
    ' ZHeap           used 10M, capacity 64M, max capacity 128M',
    'ZHeap',
    { used: 10485760, capacity: 67108864, 'max capacity': 134217728 },
  ],
  [
    ' 256M max, 256M soft max, 256M committed, 10240K used',
    '',
    { max: 268435456, 'soft max': 268435456, committed: 268435456, used: 10485760 },
  ],
  [
    "CodeHeap 'non-nmethods': size=5692Kb used=1114Kb max_used=1137Kb free=4577Kb",
    "CodeHeap 'non-nmethods'",
    { size: 5828608, used: 1140736, max_used: 1164288, free: 4686848 },
  ],
  [
    '-                 Java Heap (reserved=262144KB, committed=131072KB)',
    'Java Heap',
    { reserved: 268435456, committed: 134217728 },
  ],
  [
    ' Metaspace       used 1034K, capacity 1100K, committed 1216K, reserved 1114112K',
    'Metaspace',
    { used: 1058816, capacity: 1126400, committed: 1245184, reserved: 1140850688 },
  ],
])('pool %s', (text, name, bytes) => {
  expect(readPool(text)).toMatchObject({ name, bytes })
})

test.each([1, 2])('lines that differ in their numbers alone have each their own: %d', (n) => {
  expect(readErrorLine(`#  SIGSEGV (0xb) at pc=0x7f${n}, pid=${n}, tid=0x${n}f (sent by kill)`)).toBeUndefined()
  expect(readErrorLine(`#  SIGSEGV (0xb) at pc=0x7f${n} (sent by kill), pid=${n}, tid=0x${n}f`)).toEqual({
    kind: 'signal',
    signal: 'SIGSEGV',
    number: '0xb',
    pc: `0x7f${n}`,
    sentBy: 'kill',
    pid: n,
    tid: `0x${n}f`,
  })
  const named = `JavaThread "id=7 stack(0x1,0x2)" daemon`
  expect(
    readCurrentThread(`Current thread (0x${n}):  ${named} [_thread_in_vm, id=${n}, stack(0x${n}0,0x${n}1) (8K)]`),
  ).toEqual({
    type: 'JavaThread',
    name: 'id=7 stack(0x1,0x2)',
    daemon: true,
    state: '_thread_in_vm',
    id: n,
    stackLow: `0x${n}0`,
    stackHigh: `0x${n}1`,
  })
  expect(readCurrentThread(`Current thread (0x${n}):  VMThread [stack: 0x${n}0,0x${n}1] [id=${n}]`)).toEqual({
    type: 'VMThread',
    id: n,
    stackLow: `0x${n}0`,
    stackHigh: `0x${n}1`,
  })
  expect(readFrame(`J ${n} c2 a.B.c(I)V (9 bytes) @ 0x${n}ec [0x${n}c0+0x2c]`)).toEqual({
    kind: 'J',
    symbol: 'a.B.c',
    compiler: 'c2',
  })
})
