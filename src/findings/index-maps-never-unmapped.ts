import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'

const FEW = 10

export const indexMapsNeverUnmapped = defineFinding({
  id: 'index-maps-never-unmapped',
  title: 'The trace shows index files mapped and not unmapped again',
  needs: ['trace.balance'],
  test(facts) {
    const traces = facts['trace.balance'].filter(({ value }) => value.indexMaps > 0)
    const leaking = traces.filter(
      ({ value }) => value.indexMaps - value.indexUnmaps > FEW && value.indexUnmaps < 0.9 * value.indexMaps,
    )
    const [first] = leaking
    if (first !== undefined) {
      return {
        state: 'present',
        statement: `${amount(first.value.indexMaps)} index mappings were made and ${amount(first.value.indexUnmaps)} undone`,
        cites: leaking,
      }
    }
    return traces.length > 0
      ? { state: 'absent', statement: 'index mappings were undone again', cites: traces }
      : { state: 'unknown' }
  },
})
