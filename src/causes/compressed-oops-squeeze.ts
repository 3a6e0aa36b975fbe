import { defineCause } from '../model/cause.ts'

export const compressedOopsSqueeze = defineCause({
  id: 'compressed-oops-squeeze',
  family: 'memory',
  title: 'The Java heap lies right above the native heap and blocks its growth',
  summary:
    'For compressed object pointers the JVM likes to place a heap in the first 4 or 32 GiB of addresses, where it can stand in the way of the growing native heap (brk). glibc falls back to mmap, so that only allocators without such a fallback die of it. The JVM prints this possibility with every failure; that text is no evidence. What counts is [heap] ending close below the Java heap while malloc fails with memory free.',
  prior: -6,
  triggers: ['heap-blocks-brk'],
  evidence: {
    'heap-blocks-brk': { present: 4, absent: -8 },
    'malloc-refused': { present: 2, absent: -3 },
    'memory-to-spare': { present: 1 },
    'mappings-far-below-limit': { present: 1 },
    'map-count-at-limit': { present: -6 },
    'address-space-at-limit': { present: -5 },
    'memory-exhausted': { present: -4 },
  },
  symptoms: ['native-allocation-failed'],
  remedies: [
    {
      when: 'now',
      action: 'Move the heap up. If it still fails, it was a limit.',
      command: 'java -XX:HeapBaseMinAddress=32g …',
    },
    { when: 'for-good', action: 'Keep that option, or give up compressed pointers with -XX:-UseCompressedOops.' },
  ],
  references: ['JDK-8187709'],
})
