import { defineCause } from '../model/cause.ts'

export const unsafeMemoryAccess = defineCause({
  id: 'unsafe-memory-access',
  family: 'crashes',
  title: 'Java code wrote to or read from a bad address through Unsafe',
  summary:
    'sun.misc.Unsafe and what is built on it (serializers, off-heap caches, collections) access raw addresses without any check. A wrong or stale address faults at once in Unsafe_PutX or in the compiled caller, or damages the heap and is found later by the collector.',
  prior: -4,
  triggers: ['unsafe-in-stack'],
  evidence: {
    'unsafe-in-stack': { present: 6, absent: -8 },
    'fault-at-null': { present: 1 },
    'buffer-copy-in-stack': { present: -2 },
    'mapped-page-lost': { present: -5 },
    'signal-not-a-fault': { present: -8 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['crash-signal-received'],
  remedies: [
    { when: 'now', action: 'Look at the Java frames: the caller of Unsafe owns the address.' },
    {
      when: 'for-good',
      action: 'Update or replace the library that uses Unsafe; memory segments (JDK 22) check bounds and life time.',
    },
  ],
  references: ['JEP 471 (deprecation of memory access in Unsafe)'],
})
