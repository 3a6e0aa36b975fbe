import { expect, test } from 'vitest'
import { readText, valuesOf } from '../read-text.ts'

test('native memory tracking: totals, malloc, categories', async () => {
  const reading = await readText(`26846:

Native Memory Tracking:

(Omitting categories weighting less than 1KB)

Total: reserved=7742390KB, committed=484382KB
       malloc: 18498KB #47640, peak=18612KB #47601
       mmap:   reserved=7723892KB, committed=465884KB

-                 Java Heap (reserved=6172672KB, committed=393216KB)
                            (mmap: reserved=6172672KB, committed=393216KB, at peak)

-                     Class (reserved=1048777KB, committed=1417KB)
                            (classes #2837)
                            (  instance classes #2541, array classes #296)
                            (malloc=201KB tag=Class #4758) (at peak)
`)
  expect(reading.artifact).toMatchObject({ format: 'nmt', coverage: { unknown: 0 } })
  expect(valuesOf(reading, 'memory.nmt')).toEqual([
    {
      totalReservedKb: 7_742_390,
      totalCommittedKb: 484_382,
      mallocKb: 18_498,
      categories: [
        { name: 'Java Heap', reservedKb: 6_172_672, committedKb: 393_216 },
        { name: 'Class', reservedKb: 1_048_777, committedKb: 1417 },
      ],
    },
  ])
  expect(reading.facts[0]).toMatchObject({ process: { pid: 26_846 }, span: { line: 7, endLine: 14 } })
})

test('a diff against a baseline, in MB', async () => {
  const reading = await readText(`Native Memory Tracking:

Total: reserved=7561MB +84MB, committed=473MB +84MB

-                 Java Heap (reserved=6028MB, committed=384MB)
                            (mmap: reserved=6028MB, committed=384MB)

-                     Other (reserved=84MB +84MB, committed=84MB +84MB)
                            (malloc=84MB +84MB #12 +11)
`)
  expect(valuesOf(reading, 'memory.nmt')).toMatchObject([
    { totalCommittedKb: 473 * 1024, categories: [{ name: 'Java Heap' }, { name: 'Other', committedKb: 84 * 1024 }] },
  ])
})

const DUMP = `2423:
2026-11-21 12:47:55
Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1 mixed mode, sharing):

"main" #1 prio=5 os_prio=0 cpu=350.33ms elapsed=12.42s tid=0x00007f40bc019630 nid=0x6354 waiting on condition  [0x00007f40c13fe000]
   java.lang.Thread.State: TIMED_WAITING (sleeping)
\tat java.lang.Thread.sleep(java.base@17.0.15/Native Method)
\tat Sleep.main(Sleep.java:1)

"pool-1-thread-1" #12 [26857] daemon prio=10 os_prio=0 cpu=0.39ms elapsed=3.48s tid=0x00007fc6140c6ce0 nid=26857 waiting on condition  [0x00007fc5f527f000]
   java.lang.Thread.State: WAITING (parking)
\tat jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)
\t- parking to wait for  <0x000000068f000000> (a java.util.concurrent.SynchronousQueue)

"pool-1-thread-2" #13 daemon prio=5 os_prio=0 tid=0x00007fc6140c6ce1 nid=0x1 runnable [0x00007fc5f527f000]
   java.lang.Thread.State: RUNNABLE

"VM Thread" os_prio=0 cpu=1.78ms elapsed=3.48s tid=0x00007fc6140b73e0 nid=26856 runnable  

JNI global refs: 7, weak refs: 0

`

test('a thread dump: Java threads, all threads, names with their numbers collapsed', async () => {
  const reading = await readText(DUMP)
  expect(reading.artifact).toMatchObject({ format: 'thread-dump', coverage: { unknown: 0 } })
  expect(valuesOf(reading, 'threads.count')).toEqual([
    {
      java: 3,
      total: 4,
      moment: 'snapshot',
      groups: [
        { name: 'pool-N-thread-N', count: 2 },
        { name: 'main', count: 1 },
        { name: 'VM Thread', count: 1 },
      ],
    },
  ])
  const [fact] = reading.facts.filter(({ type }) => type === 'threads.count')
  expect(fact).toMatchObject({ process: { pid: 2423 }, at: { epochMs: Date.UTC(2026, 10, 21, 12, 47, 55) } })
  expect(fact?.span).toMatchObject({ line: 3, endLine: 18 })
})

test('a dump that kill -3 left in the console is found there', async () => {
  const noise = Array.from(
    { length: 5000 },
    (_, index) => `[2026-11-21 12:00:00,000] INFO message ${index} (a.B)`,
  ).join('\n')
  const reading = await readText(`${noise}\n${DUMP}`)
  expect(valuesOf(reading, 'threads.count')).toMatchObject([{ java: 3, total: 4 }])
})

test.each([
  [
    'G1, JDK 17',
    ' garbage-first heap   total 397312K, used 18274K [0x0000000687400000, 0x0000000800000000)\n  region size 4096K, 4 young (16384K), 0 survivors (0K)\n',
    { collector: 'G1', usedBytes: 18_274 * 1024, committedBytes: 397_312 * 1024 },
  ],
  [
    'G1, JDK 25',
    'garbage-first heap   total reserved 6172672K, committed 393216K, used 12201K [0x0000000687400000, 0x0000000800000000)\n',
    { collector: 'G1', usedBytes: 12_201 * 1024, committedBytes: 393_216 * 1024, maxBytes: 6_172_672 * 1024 },
  ],
  [
    'Parallel',
    ' PSYoungGen      total 113152K, used 17511K [0x0, 0x0, 0x0)\n ParOldGen       total 258048K, used 100K [0x0, 0x0, 0x0)\n',
    {
      collector: 'Parallel',
      usedBytes: 17_611 * 1024,
      committedBytes: 371_200 * 1024,
      oldUsedBytes: 102_400,
      oldCommittedBytes: 258_048 * 1024,
    },
  ],
  [
    'Serial, JDK 25',
    'DefNew     total 116160K, used 31005K [0x0, 0x0, 0x0)\nTenured    total 258048K, used 1166K [0x0, 0x0, 0x0)\n',
    { collector: 'Serial', usedBytes: 32_171 * 1024, oldUsedBytes: 1166 * 1024 },
  ],
  [
    'Z',
    ' ZHeap           used 50M, capacity 378M, max capacity 6028M\n',
    { collector: 'Z', usedBytes: 50 * 1024 ** 2, maxBytes: 6028 * 1024 ** 2 },
  ],
  [
    'Shenandoah',
    'Shenandoah Heap\n 6028M max, 6028M soft max, 378M committed, 20480K used\n 3014 x 2048K regions\n',
    { collector: 'Shenandoah', usedBytes: 20_480 * 1024, maxBytes: 6028 * 1024 ** 2 },
  ],
])('GC.heap_info of %s', async (_, text, heap) => {
  const reading = await readText(`2423:\n${text}`)
  expect(reading.artifact.format).toBe('jcmd')
  expect(valuesOf(reading, 'memory.heap')).toMatchObject([heap])
})

test('flags in force', async () => {
  const reading = await readText(
    '2423:\n-XX:CICompilerCount=2 -XX:MaxHeapSize=6320816128 -XX:+UseG1GC -XX:-THPStackMitigation \n',
  )
  expect(reading.artifact.format).toBe('jcmd')
  expect(valuesOf(reading, 'jvm.flag')).toEqual([
    { name: 'CICompilerCount', value: 2 },
    { name: 'MaxHeapSize', value: 6_320_816_128 },
    { name: 'UseG1GC', value: true },
    { name: 'THPStackMitigation', value: false },
  ])
})

test('of all flags the ones that somebody or the JVM set, and those that size memory', async () => {
  const reading = await readText(`[Global flags]
      int ActiveProcessorCount                     = -1                                        {product} {default}
   size_t MaxHeapSize                              = 6320816128                                {product} {ergonomic}
     bool UseG1GC                                  = true                                      {product} {command line}
 uint64_t MaxDirectMemorySize                      = 0                                         {product} {default}
`)
  expect(valuesOf(reading, 'jvm.flag')).toEqual([
    { name: 'MaxHeapSize', value: 6_320_816_128, origin: 'ergonomic' },
    { name: 'UseG1GC', value: true, origin: 'command line' },
    { name: 'MaxDirectMemorySize', value: 0, origin: 'default' },
  ])
})

test('command line and version', async () => {
  const reading = await readText(`2423:
VM Arguments:
jvm_args: -Xmx4g -XX:+ExplicitGCInvokesConcurrent -javaagent:/opt/jmx.jar=7071:/opt/x.yml
java_command: kafka.Kafka config/server.properties
java_class_path (initial): /opt/kafka/libs/*
Launcher Type: SUN_STANDARD
2423:
OpenJDK 64-Bit Server VM version 17.0.15+6-Debian-1deb12u1
JDK 17.0.15
`)
  expect(valuesOf(reading, 'jvm.flag')).toContainEqual({ name: 'MaxHeapSize', value: 4 * 1024 ** 3 })
  expect(valuesOf(reading, 'jvm.agent')).toEqual([{ path: '/opt/jmx.jar' }])
  expect(valuesOf(reading, 'jvm.command')).toEqual([
    { mainClass: 'kafka.Kafka', arguments: 'config/server.properties' },
  ])
  expect(valuesOf(reading, 'jvm.version')).toEqual([
    { version: '17.0.15+6-Debian-1deb12u1', vm: 'OpenJDK 64-Bit Server VM', major: 17 },
  ])
})
