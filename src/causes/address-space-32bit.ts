import { defineCause } from '../model/cause.ts'

export const addressSpace32bit = defineCause({
  id: 'address-space-32bit',
  family: 'memory',
  title: 'A 32-bit JVM used up its address space',
  summary:
    'A 32-bit process has 2 to 4 GiB of addresses for heap, code cache, metaspace or permanent generation, thread stacks, libraries and mapped files together. It fails with memory free; the larger the heap, the less is left for all else.',
  prior: -4,
  triggers: ['jvm-32-bit', 'reservation-of-32-bit-size'],
  evidence: {
    'jvm-32-bit': { present: 4, absent: -8 },
    'native-allocation-failed': { present: 2, absent: -6 },
    'map-failed-thrown': { present: 2 },
    'reservation-of-32-bit-size': { present: 5 },
    'windows-host': { present: 1 },
    'memory-to-spare': { present: 1 },
    'memory-exhausted': { present: -3 },
    'page-file-used-up': { present: -3 },
    'compiler-arena-huge': { present: -2 },
  },
  symptoms: ['native-allocation-failed', 'heap-reservation-refused', 'map-failed-thrown'],
  remedies: [
    {
      when: 'now',
      action: 'Lower -Xmx, -Xss and the number of threads: what the heap does not take is left for native memory.',
    },
    {
      when: 'for-good',
      action: 'Use a 64-bit JVM; see which one runs (a 64-bit one says so).',
      command: 'java -version',
    },
  ],
  references: [],
})
