import { defineFinding } from '../model/finding.ts'

// ZGC commits memory to its backing file first ("Failed to commit memory") and then maps it over address space that it
// reserved at its start: that takes one more mapping and neither memory nor address space (zPhysicalMemoryBacking_linux.cpp).
const REFUSED = /Failed to map memory/

export const heapMappingRefused = defineFinding({
  id: 'heap-mapping-refused',
  title: 'ZGC could not map memory that it had committed before',
  needs: ['crash.internal-error'],
  test(facts) {
    const cites = facts['crash.internal-error'].filter(({ value }) => REFUSED.test(value.message ?? ''))
    return cites.length > 0
      ? {
          state: 'present',
          statement: 'ZGC could not map memory that it had committed before, which takes only one more mapping',
          cites,
        }
      : { state: 'unknown' }
  },
})
