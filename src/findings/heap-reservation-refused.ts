import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'

// Printed at start-up, before a crash log can be written (arguments.cpp, virtualspace.cpp, metaspace.cpp).
const RESERVATION =
  /Could not reserve enough space|Could not allocate (?:metaspace|compressed class space)|Unable to (?:reserve|allocate) .*(?:bitmaps|memory for symbols)|Failed to allocate initial (?:concurrent mark overflow|heap)/i

export const heapReservationRefused = defineFinding({
  id: 'heap-reservation-refused',
  title: 'The JVM could not reserve address space when it started',
  needs: [],
  reads: ['jvm.startup-failed'],
  test(facts) {
    const refused = facts['jvm.startup-failed'].filter(({ value }) => RESERVATION.test(value.message))
    return refused.length > 0
      ? {
          state: 'present',
          statement: `the JVM did not start: ${quoted(refused[0]?.value.message ?? '')}`,
          cites: refused,
        }
      : { state: 'unknown' }
  },
})
