import { expect, test } from 'vitest'
import { valuesIn } from '../read-text.ts'

const GUARD = 'OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x00007f0c40d4b000, 16384, 0) failed; error='

test('equal failed commits are one fact with a count', async () => {
  const text = `started\n${GUARD}'Not enough space' (errno=12)\nworking\n${GUARD}'Not enough space' (errno=12)\n`
  expect(await valuesIn('jvm.commit-failed', text)).toEqual([
    {
      count: 2,
      firstLine: 2,
      lastLine: 4,
      bytes: 16384,
      executable: false,
      errno: 12,
      address: '0x00007f0c40d4b000',
      at: 2,
    },
  ])
})

test.each([
  ['Chinese', "'无法分配内存' (errno=12)", 12],
  ['French, with an apostrophe', "'Impossible d'allouer de la mémoire' (errno=12)", 12],
  ['access denied', "'Permission denied' (errno=13)", 13],
])('errno is read whatever the language: %s', async (_, error, errno) => {
  expect(await valuesIn('jvm.commit-failed', `${GUARD}${error}\n`)).toMatchObject([{ errno }])
})

test('four arguments are large pages; the last one says whether code was to run there', async () => {
  const line =
    "warning: INFO: os::commit_memory(0x00000006c0000000, 4294967296, 2097152, 1) failed; error='Cannot allocate memory' (errno=12)\n"
  expect(await valuesIn('jvm.commit-failed', line)).toMatchObject([
    { bytes: 4294967296, alignment: 2097152, executable: true },
  ])
})

test('Windows names DOS errors', async () => {
  const line =
    "Java HotSpot(TM) 64-Bit Server VM warning: INFO: os::commit_memory(0x00000000d5580000, 715653120, 0) failed; error='The paging file is too small for this operation to complete' (DOS error/errno=1455)\n"
  expect(await valuesIn('jvm.commit-failed', line)).toMatchObject([{ bytes: 715653120, errno: 1455, windows: true }])
})

test('a message glued behind application output is found', async () => {
  expect(await valuesIn('jvm.commit-failed', `processed 14 of 20${GUARD}'x' (errno=12)\n`)).toHaveLength(1)
})

test.each([
  [
    '[12.815s][warning][os,thread] Attempt to deallocate stack guard pages failed (0x00007eff8465-0x00007eff8466).',
    'deallocate',
  ],
  ['OpenJDK 64-Bit Server VM warning: Attempt to protect stack guard pages failed.', 'protect'],
  ['Java HotSpot(TM) 64-Bit Server VM warning: Attempt to allocate stack guard pages failed.', 'allocate'],
  ['[1.0s][warning][os] Attempt to unprotect stack guard pages failed (0x1-0x2).', 'unprotect'],
  ['[1.0s][warning][os,thread] Attempt to guard stack yellow zone failed.', 'guard'],
  ['OpenJDK 64-Bit Server VM warning: Attempt to reguard stack yellow zone failed.', 'reguard'],
])('guard pages: %s', async (line, action) => {
  expect(await valuesIn('jvm.guard-pages-failed', `${line}\n`)).toMatchObject([{ action, count: 1 }])
})

test('a thread that could not be started is counted once, though two lines tell of it', async () => {
  const text = `[0.457s][warning][os,thread] Failed to start thread "Unknown thread" - pthread_create failed (EAGAIN) for attributes: stacksize: 1024k, guardsize: 0k, detached.
[0.457s][warning][os,thread] Failed to start the native thread for java.lang.Thread "worker-1"
`
  expect(await valuesIn('jvm.thread-start-failed', text)).toEqual([
    { count: 1, firstLine: 1, lastLine: 1, errno: 'EAGAIN', stackKb: 1024, guardKb: 0, at: 1 },
  ])
})

test.each([
  [
    'Failed to start thread - pthread_create failed (EPERM) for attributes: stacksize: 1024k, guardsize: 4k, detached.',
    'EPERM',
  ],
  [
    'Failed to start thread "GC Thread#3" - pthread_create failed (ENOMEM) for attributes: stacksize: 1024k, guardsize: 4k, detached.',
    'ENOMEM',
  ],
  [
    'Failed to start thread "x" (N=y) - pthread_create failed (11=EAGAIN) for attributes: stacksize: default.',
    'EAGAIN',
  ],
])('the errno of pthread_create: %s', async (line, errno) => {
  expect(await valuesIn('jvm.thread-start-failed', `[0.4s][warning][os,thread] ${line}\n`)).toMatchObject([{ errno }])
})

test('the uncaught error alone says that a thread was refused, not why', async () => {
  const text =
    'Exception in thread "main" java.lang.OutOfMemoryError: unable to create new native thread\n\tat java.lang.Thread.start0(Native Method)\n'
  const [failure] = await valuesIn('jvm.thread-start-failed', text)
  expect(failure).toMatchObject({ count: 1, at: 1 })
  expect(failure).not.toHaveProperty('errno')
})
