import type { Fact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'

export const mappedPageLost = defineFinding({
  id: 'mapped-page-lost',
  title: 'A page of a mapped file could not be supplied (SIGBUS, BUS_ADRERR)',
  needs: ['crash.signal'],
  reads: ['jvm.version', 'os', 'crash.problematic-frame'],
  test(facts) {
    const [signal] = facts['crash.signal']
    if (signal === undefined) return { state: 'unknown' }
    const { name, siCodeName, siCode, sentBy } = signal.value
    if (name === 'EXCEPTION_IN_PAGE_ERROR')
      return {
        state: 'present',
        statement: 'Windows could not read a page of a mapped file (EXCEPTION_IN_PAGE_ERROR)',
        cites: [signal],
      }
    if (name !== 'SIGBUS' || sentBy !== undefined)
      return { state: 'absent', statement: `the signal is ${name}`, cites: [signal] }
    if (isMacos(facts)) return { state: 'unknown', statement: 'SIGBUS on macOS has many reasons' }
    const isLost = siCodeName === 'BUS_ADRERR' || siCodeName === 'BUS_OBJERR' || siCode === 2 || siCode === 3
    if (isLost)
      return {
        state: 'present',
        statement: `a page of a mapped file could not be supplied (SIGBUS, ${siCodeName ?? `si_code ${siCode}`})`,
        cites: [signal],
      }
    if (siCodeName === undefined && siCode === undefined)
      return {
        state: 'present',
        statement: 'the JVM died of SIGBUS, as when a mapped file loses its page',
        cites: [signal],
      }
    return { state: 'absent', statement: `SIGBUS with ${siCodeName ?? siCode} is no lost page`, cites: [signal] }
  },
})

/**
 * macOS raises SIGBUS for every refused access to a page that is mapped (a guard page, code that is not writable), and
 * its si_code does not tell them apart (xnu: bsd/uxkern/ux_exception.c, bsd/dev/arm/unix_signal.c).
 */
function isMacos(facts: {
  readonly os: readonly Fact<'os'>[]
  readonly 'jvm.version': readonly Fact<'jvm.version'>[]
  readonly 'crash.problematic-frame': readonly Fact<'crash.problematic-frame'>[]
}): boolean {
  return (
    facts.os.some(({ value }) => value.family === 'macos') ||
    facts['jvm.version'].some(({ value }) => /^(?:bsd|macosx)-/.test(value.platform ?? '')) ||
    facts['crash.problematic-frame'].some(({ value }) => value.library?.endsWith('.dylib') === true)
  )
}
