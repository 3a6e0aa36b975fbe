import { defineCause } from '../model/cause.ts'

export const rlimitAddressSpace = defineCause({
  id: 'rlimit-address-space',
  family: 'memory',
  title: 'The process reached its limit of address space or data (ulimit -v, ulimit -d)',
  summary:
    'RLIMIT_AS bounds the whole virtual size, reservations included, and RLIMIT_DATA private writable memory. A JVM reserves far more than it uses, so that a limit that looks generous refuses heap reservations at start, threads (as EAGAIN), mmap ("Map failed") or malloc later, with memory free and few mappings.',
  consequenceOf: ['gzip-native-leak-restart', 'native-memory-leak', 'thread-leak'],
  prior: -4,
  triggers: [
    'native-allocation-failed',
    'map-failed-thrown',
    'thread-start-refused',
    'heap-reservation-refused',
    'zlib-allocation-failed',
  ],
  evidence: {
    'address-space-at-limit': { present: 5, absent: -3 },
    'address-space-limited': { present: 5, absent: -8 },
    'thread-start-refused': { present: 1 },
    'memory-exhausted': { present: -4 },
    'heap-reservation-refused': { present: 4 },
    // A 64-bit JVM has room for it, and a reservation needs no memory.
    'reservation-beyond-32-bits': { present: 3 },
    'mappings-far-below-limit': { present: 1 },
    'memory-to-spare': { present: 1 },
    'map-count-at-limit': { present: -6 },
    'guard-pages-refused': { present: -2 },
    'windows-host': { present: -8 },
    'jvm-32-bit': { present: -2 },
  },
  proof: [['address-space-at-limit', 'native-allocation-failed', 'mappings-far-below-limit']],
  symptoms: [
    'native-allocation-failed',
    'heap-reservation-refused',
    'thread-start-refused',
    'map-failed-thrown',
    'zlib-allocation-failed',
  ],
  tell: ({ findings }) => {
    const bound = ['address-space-at-limit', 'address-space-limited'].map((id) => findings.get(id))
    const limit = bound.find((finding) => finding?.state === 'present')
    const refused = ['native-allocation-failed', 'thread-start-refused'].map((id) => findings.get(id))
    const seen = refused.find((finding) => finding?.state === 'present')
    return limit === undefined || seen === undefined
      ? undefined
      : `${seen.statement}, and the process has a limit of address space or data: ${limit.statement}.`
  },
  remedies: [
    {
      when: 'now',
      action: 'Lift the limit for the process that still lives.',
      command: 'prlimit --pid $PID --as=unlimited --data=unlimited',
    },
    {
      when: 'for-good',
      action: 'Lift it where it is set: systemd ignores limits.conf.',
      command: 'systemctl edit kafka  # [Service] LimitAS=infinity LimitDATA=infinity',
    },
  ],
  references: ['https://man7.org/linux/man-pages/man2/getrlimit.2.html'],
})
