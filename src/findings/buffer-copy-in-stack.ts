import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

const COPY = /StubRoutines|arraycopy|updateBytes(?:CRC|Adler)|_copy|memcpy|memmove/i
const BUFFER =
  /^java\.nio\.(?:Direct|Mapped|Heap|Byte)\w*Buffer|ByteBuffer|java\.nio\.Bits|MappedByteBuffer|FileChannel/

export const bufferCopyInStack = defineFinding({
  id: 'buffer-copy-in-stack',
  title: 'The fault happened while a direct or mapped buffer was read or written',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    const buffer = frames.slice(0, 6).find(({ symbol }) => BUFFER.test(symbol ?? ''))
    const isCopy = COPY.test(top.symbol ?? top.text) || buffer === top
    return isCopy && buffer !== undefined
      ? { state: 'present', statement: `a buffer was being copied: ${frameText(top)} for ${frameText(buffer)}`, cites }
      : { state: 'absent', statement: 'no buffer was being copied', cites }
  },
})
