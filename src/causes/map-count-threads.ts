import { defineCause } from '../model/cause.ts'

export const mapCountThreads = defineCause({
  id: 'map-count-threads',
  family: 'mappings',
  title: 'Tens of thousands of threads use up the memory mappings, two each',
  summary:
    'Every thread costs two mappings, its stack and a guard. At about 32,500 threads the default of 65,530 mappings is used up, and the next thread cannot be started (EAGAIN) or cannot protect its guard pages. The thread leak is the fault; the mapping limit is only where it shows.',
  refines: 'map-count-limit',
  prior: -3,
  triggers: ['thread-stacks-dominate'],
  evidence: {
    'thread-stacks-dominate': { present: 3, absent: -6 },
    'map-count-near-limit': { present: 3, absent: -6 },
    'map-count-at-limit': { present: 1, absent: -6 },
    'threads-of-one-kind': { present: 1 },
    'thread-start-refused': { present: 1 },
    'threads-few': { present: -6 },
  },
  proof: [
    ['thread-stacks-dominate', 'map-count-at-limit', 'native-allocation-failed'],
    ['thread-stacks-dominate', 'map-count-at-limit', 'thread-start-refused'],
  ],
  refutedBy: ['mappings-far-below-limit', 'windows-host'],
  symptoms: ['native-allocation-failed', 'thread-start-refused', 'guard-pages-refused', 'map-failed-thrown'],
  remedies: [
    {
      when: 'now',
      action: 'Find the kind of thread that is created and never ends.',
      command: `jcmd $PID Thread.print | grep '^"' | sed 's/[0-9]\\+/N/g' | sort | uniq -c | sort -rn | head`,
    },
    { when: 'now', action: 'Raise the limit to gain time.', command: 'sysctl -w vm.max_map_count=262144' },
    { when: 'for-good', action: 'Bound the pool or close what owns the threads; raising limits only moves the end.' },
  ],
  references: ['https://github.com/corretto/corretto-11/issues/308 (32,558 threads, 65,116 mappings)'],
})
