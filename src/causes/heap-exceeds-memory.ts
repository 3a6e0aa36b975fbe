import { defineCause } from '../model/cause.ts'
import { heapSizeCommand } from './remedies/heap-size.ts'

export const heapExceedsMemory = defineCause({
  id: 'heap-exceeds-memory',
  family: 'memory',
  title: 'The Java heap is configured larger than the memory of the host',
  summary:
    'The heap is only reserved when the JVM starts; memory is taken when the heap grows. A heap that may grow beyond the memory of the host works until it is needed. With a large -Xms the JVM fails right at its start.',
  refines: 'physical-memory-exhausted',
  prior: -4,
  triggers: ['heap-larger-than-memory'],
  evidence: {
    'heap-larger-than-memory': { present: 4, absent: -6 },
    'native-allocation-failed': { present: 1, absent: -4 },
    'memory-exhausted': { present: 2, absent: -1 },
    'request-exceeds-memory': { present: 3, absent: -2 },
    'request-exceeds-host': { present: 5 },
    'large-request-refused': { present: 1 },
    'memory-to-spare': { present: -5 },
    'map-count-at-limit': { present: -6 },
    'commit-limit-exceeded': { present: -3 },
  },
  symptoms: ['native-allocation-failed'],
  remedies: (incidence) => [
    {
      when: 'now',
      action: 'Start with a heap that fits: at most half of the memory for a broker, which lives from the page cache.',
      command: heapSizeCommand(incidence, '4g'),
    },
    { when: 'for-good', action: 'In containers set -XX:MaxRAMPercentage=50 instead of a fixed -Xmx.' },
  ],
  references: [],
})
