import { defineFinding } from '../model/finding.ts'

const RESERVATION = /Could not reserve enough space for (\d+) ?KB object heap/
/** Libraries and stacks cut the 2 to 4 GiB of a 32-bit process: the largest gap is some 1.4 GiB on Windows. */
const LEAST_KB = 1_200 * 1024
/** A 32-bit JVM rejects a heap of 4 GiB as not representable, before it reserves anything (arguments.cpp). */
const MOST_KB = 4 * 1024 * 1024

export const reservationOf32BitSize = defineFinding({
  id: 'reservation-of-32-bit-size',
  title: 'The refused heap is of the size that a 32-bit JVM cannot place and a 64-bit one can',
  needs: [],
  reads: ['jvm.startup-failed', 'jvm.version'],
  test(facts) {
    if (facts['jvm.version'].some(({ value }) => value.bits === 64)) return { state: 'unknown' }
    for (const fact of facts['jvm.startup-failed']) {
      const kb = Number(RESERVATION.exec(fact.value.message)?.[1])
      if (kb >= LEAST_KB && kb < MOST_KB)
        return {
          state: 'present',
          statement: `a heap of ${Math.round(kb / 1024)} MiB found no room: a 64-bit process has it, a 32-bit one has not`,
          cites: [fact],
        }
    }
    return { state: 'unknown' }
  },
})
