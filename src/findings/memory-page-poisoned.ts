import { defineFinding } from '../model/finding.ts'

// SIGBUS with BUS_MCEERR_AR or _AO: the processor read a page that it cannot correct (mm/memory-failure.c).
const POISONED_CODES = new Set([4, 5])
const SENT_TO_JVM = /(?:Sending SIGBUS to|[Kk]illing) (?:java|C[12] Compiler|GC |G1 |VM )/

export const memoryPagePoisoned = defineFinding({
  id: 'memory-page-poisoned',
  title: 'The process touched memory that the hardware cannot correct',
  needs: [],
  reads: ['crash.signal', 'kernel.hardware-error'],
  test(facts) {
    const signals = facts['crash.signal'].filter(
      ({ value }) =>
        value.name === 'SIGBUS' &&
        (value.siCodeName?.startsWith('BUS_MCEERR') === true || POISONED_CODES.has(value.siCode ?? 0)),
    )
    const sent = facts['kernel.hardware-error'].filter(
      ({ value }) => value.kind === 'memory' && SENT_TO_JVM.test(value.message),
    )
    const cites = [...signals, ...sent]
    return cites.length > 0
      ? { state: 'present', statement: 'the JVM touched a page of memory that the hardware cannot correct', cites }
      : { state: 'unknown' }
  },
})
