import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

const COPY = /StubRoutines|arraycopy|updateBytes(?:CRC|Adler)|_copy|Unsafe_CopyMemory|Copy::|memcpy|memmove/i
const BUFFER =
  /^java\.nio\.(?:Direct|Mapped|Heap|Byte)\w*Buffer|ByteBuffer|java\.nio\.Bits|MappedByteBuffer|FileChannel/
/** Buffers and memory segments alone go through it (JDK 14+), after their bounds have been checked. */
const CHECKED_ACCESS = /ScopedMemoryAccess/

export const bufferCopyInStack = defineFinding({
  id: 'buffer-copy-in-stack',
  title: 'The fault happened while a direct or mapped buffer was read or written',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    const upper = frames.slice(0, 8)
    const buffer = [BUFFER, CHECKED_ACCESS]
      .map((pattern) => upper.find(({ symbol }) => pattern.test(symbol ?? '')))
      .find((frame) => frame !== undefined)
    const isCopy = COPY.test(top.symbol ?? top.text) || buffer === top || CHECKED_ACCESS.test(top.symbol ?? '')
    return isCopy && buffer !== undefined
      ? { state: 'present', statement: `a buffer was being copied: ${frameText(top)} for ${frameText(buffer)}`, cites }
      : { state: 'absent', statement: 'no buffer was being copied', cites }
  },
})
