import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { isThrowable, logged, thrown } from './evidence/throwables.ts'

// HotSpot turns a SIGBUS in Unsafe or compiled buffer code into this error (sharedRuntime.cpp, handshake "unsafe access").
const FAULT = /a fault occurred in (?:a recent|an) unsafe memory access operation/

export const unsafeAccessFaultThrown = defineFinding({
  id: 'unsafe-access-fault-thrown',
  title: 'InternalError: a mapped page was lost under Java code',
  needs: [],
  reads: ['log.exception', 'log.event', 'crash.internal-exception'],
  test(facts) {
    const cites = [
      ...thrown(facts['log.exception'], (item) => isThrowable(item, 'InternalError', FAULT)),
      ...logged(facts['log.event'], FAULT),
      ...facts['crash.internal-exception'].filter(({ value }) => FAULT.test(value.message ?? '')),
    ]
    return cites.length > 0
      ? {
          state: 'present',
          statement: `a mapped page was lost under Java code: InternalError in ${amountOf(cites.length, 'place')}`,
          cites,
        }
      : { state: 'unknown' }
  },
})
