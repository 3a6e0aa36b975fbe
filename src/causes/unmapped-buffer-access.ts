import { defineCause } from '../model/cause.ts'

export const unmappedBufferAccess = defineCause({
  id: 'unmapped-buffer-access',
  family: 'crashes',
  title: 'A buffer was used after its memory was unmapped or freed',
  summary:
    'Code that frees direct or mapped buffers by hand (invokeCleaner, reflection on the Cleaner) can free one that another thread still reads. The access faults with SIGSEGV (SEGV_MAPERR) in an arraycopy stub, in Unsafe, or in compiled ByteBuffer code. It is the hazard for which the unmapping of KAFKA-7442 was turned down in 2018.',
  prior: -4,
  triggers: ['buffer-copy-in-stack'],
  evidence: {
    'buffer-copy-in-stack': { present: 5, absent: -6 },
    'address-not-mapped': { present: 2, absent: -3 },
    'mapped-page-lost': { present: -6 },
    'fault-at-null': { present: -3 },
    'signal-not-a-fault': { present: -8 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['crash-signal-received'],
  remedies: [
    { when: 'now', action: 'Look in the Java frames for who owns the buffer, and for who cleans it.' },
    {
      when: 'for-good',
      action:
        'Do not free shared buffers by hand, or guard them with a lock; with JDK 22 and later use a shared Arena, whose close fails while memory is in use.',
    },
  ],
  references: ['KAFKA-7442', 'JEP 454 (Arena)'],
})
