import { defineFinding } from '../model/finding.ts'

const CORRUPTION =
  /double free|corrupt|invalid (?:pointer|size|next size)|malloc\(\)|free\(\)|realloc\(\)|munmap_chunk|stack smashing|unaligned (?:tcache|fastbin)|heap-buffer-overflow|Heap corruption/i

export const nativeHeapCorrupted = defineFinding({
  id: 'native-heap-corrupted',
  title: 'The C library found its heap corrupted (double free, malloc(): …)',
  needs: [],
  reads: ['native.abort', 'crash.signal'],
  collect: [
    {
      what: 'the console output, where glibc prints why it aborts',
      collect: 'journalctl -u kafka -n 100; tail -n 100 kafkaServer.out',
    },
  ],
  test(facts) {
    const aborts = facts['native.abort'].filter(({ value }) => CORRUPTION.test(value.message))
    const windows = facts['crash.signal'].filter(({ value }) => /0xc0000374/.test(value.number ?? ''))
    const cites = [...aborts, ...windows]
    return cites.length > 0
      ? {
          state: 'present',
          statement: `the native heap was corrupted: ${aborts[0]?.value.message ?? 'STATUS_HEAP_CORRUPTION'}`,
          cites,
        }
      : { state: 'unknown' }
  },
})
