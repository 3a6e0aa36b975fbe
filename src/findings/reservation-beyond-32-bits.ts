import { defineFinding } from '../model/finding.ts'

const RESERVATION = /Could not reserve enough space for (\d+) ?KB object heap/
const FOUR_GIB_KB = 4 * 1024 * 1024

export const reservationBeyond32Bits = defineFinding({
  id: 'reservation-beyond-32-bits',
  title: 'A 64-bit JVM could not reserve addresses for its heap: something bounds them',
  needs: ['jvm.startup-failed'],
  test(facts) {
    // Only a 64-bit JVM tries so large a heap, and a reservation takes addresses alone, no memory.
    const refused = facts['jvm.startup-failed'].filter(
      ({ value }) => Number(RESERVATION.exec(value.message)?.[1]) >= FOUR_GIB_KB,
    )
    const kb = Number(RESERVATION.exec(refused[0]?.value.message ?? '')?.[1])
    return refused.length > 0
      ? {
          state: 'present',
          statement: `addresses for a heap of ${Math.round(kb / 1024 / 1024)} GiB were refused, which needs no memory`,
          cites: refused,
        }
      : { state: 'unknown' }
  },
})
