// Whatever bytes come, the readers of consoles, transcripts, kernel logs and containers do not throw, count each line
// once, and say the same in chunks of any size.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Format } from '../../src/formats/format.ts'
import { jvmConsole } from '../../src/formats/jvm-console/index.ts'
import { kernelLog } from '../../src/formats/kernel-log/index.ts'
import { kubectlDescribe } from '../../src/formats/kubectl-describe/index.ts'
import { cgroup, shell, sysctl } from '../../src/formats/operator/index.ts'
import { BlockBuilder } from '../../src/source/blocks.ts'

const FORMATS: readonly Format[] = [cgroup, jvmConsole, kernelLog, kubectlDescribe, shell, sysctl]

const PIECES = [
  "os::commit_memory(0x00007f0c40d4b000, 16384, 0) failed; error='x' (errno=12)",
  'Failed to start thread "x" - pthread_create failed (EAGAIN) for attributes: stacksize: 1024k',
  '# A fatal error has been detected by the Java Runtime Environment:',
  '#  SIGSEGV (0xb) at pc=0x0001, pid=1, tid=2',
  '# Problematic frame:',
  '# C  [libc.so.6+0x1]  memcpy+0x1',
  '# An error report file with more information is saved as:',
  '---------------  T H R E A D  ---------------',
  'Error occurred during initialization of VM',
  '[1.0s][warning][safepoint] # SafepointSynchronize::begin: Threads which did not reach the safepoint:',
  'java.lang.OutOfMemoryError: Java heap space',
  'Dumping heap to x ...',
  '$ free -m',
  'total used free',
  'Mem: 1 2 3',
  '$ wc -l < /proc/1/maps',
  '65532',
  'Filesystem Size Used Avail Use% Mounted on',
  '/dev/sda1 1G 1G 0 100% /',
  '[1.000000] java invoked oom-killer: gfp_mask=0',
  '[1.000000] Killed process 1 (java) total-vm:1kB',
  '    Last State:     Terminated',
  '      Exit Code:    137',
  '"ExitCode": 137,',
  '',
]

const line = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ maxLength: 60 }),
  fc.constantFrom('\u0000\ufffd', '((((', '$ '),
)
const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'))

test.each(FORMATS.map((format) => [format.id, format] as const))('%s: any text', async (_, format) => {
  const { open } = await format.load()
  const read = (bytes: Uint8Array, head: string, chunkBytes: number): object => {
    const reader = open({
      uri: 'x',
      head: { text: head, lines: head.split('\n'), name: 'x' },
      primary: true,
    })
    const blocks = new BlockBuilder()
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      for (const block of blocks.push(bytes.slice(at, at + chunkBytes))) reader.block(block)
    }
    for (const block of blocks.finish()) reader.block(block)
    const { coverage, facts, notes } = reader.end({ complete: true })
    expect(coverage.recognized + coverage.ignored + coverage.unknown).toBe(blocks.linesSeen)
    return { facts, notes }
  }
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 50 }), (content, chunkBytes) => {
      const bytes = new TextEncoder().encode(content)
      expect(read(bytes, content, chunkBytes)).toEqual(read(bytes, content, bytes.length + 1))
    }),
    { numRuns: 150 },
  )
})
