import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'

// Protecting pages takes no memory and no address space: only the split of a mapping can be refused (mm/vma.c).
const SPLITTING = new Set(['protect', 'unprotect', 'deallocate', 'guard', 'unguard', 'reguard'])

export const guardPagesRefused = defineFinding({
  id: 'guard-pages-refused',
  title: "A thread's guard pages could not be protected: splitting a mapping was refused",
  needs: [],
  reads: ['crash.native-oom', 'jvm.guard-pages-failed', 'crash.log'],
  test(facts) {
    const warned = facts['jvm.guard-pages-failed'].filter(({ value }) => SPLITTING.has(value.action))
    const fatal = facts['crash.native-oom'].filter(
      ({ value }) => value.call === 'mprotect' || /guard stack pages/.test(value.reason ?? ''),
    )
    const cites = [...fatal, ...warned]
    if (cites.length > 0) {
      const count = warned.reduce((sum, { value }) => sum + value.count, fatal.length)
      return {
        state: 'present',
        statement: `changing the protection of stack guard pages was refused ${amountOf(count, 'time')}, which needs no memory but one more mapping`,
        cites,
      }
    }
    const whole = facts['crash.log'].filter(({ value }) => value.complete && value.kind === 'native-oom')
    return whole.length > 0
      ? { state: 'absent', statement: 'the request that the JVM died of was for no guard page', cites: whole }
      : { state: 'unknown' }
  },
})
