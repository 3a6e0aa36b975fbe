import { defineCause } from '../model/cause.ts'

export const threadLeak = defineCause({
  id: 'thread-leak',
  family: 'threads',
  title: 'One kind of thread is created over and over and never ends',
  summary:
    'An unbounded pool, or a client that is created for each request and never closed, leaves threads behind. Each takes a stack (1 MiB of address space by default) and two mappings, until a thread limit, the mapping limit, the commit limit or memory is used up. The names of the threads name the culprit.',
  prior: -4,
  triggers: ['threads-of-one-kind'],
  evidence: {
    'threads-of-one-kind': { present: 4, absent: -5 },
    'thread-start-refused': { present: 2 },
    'native-allocation-failed': { present: 1 },
    'thread-stacks-exceed-memory': { present: 2, absent: -1 },
    'threads-few': { present: -6 },
  },
  symptoms: ['thread-start-refused', 'native-allocation-failed'],
  remedies: [
    {
      when: 'now',
      action: 'Count the threads by name and restart the process to gain time.',
      command: `jcmd $PID Thread.print | grep '^"' | sed 's/[0-9]\\+/N/g' | sort | uniq -c | sort -rn | head`,
    },
    { when: 'for-good', action: 'Bound the pool that owns these threads, or close the clients that start them.' },
  ],
  references: [],
})
