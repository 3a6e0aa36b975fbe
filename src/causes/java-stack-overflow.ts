import { defineCause } from '../model/cause.ts'

export const javaStackOverflow = defineCause({
  id: 'java-stack-overflow',
  family: 'java-memory',
  title: 'Java code recursed too deeply (StackOverflowError)',
  summary:
    'A StackOverflowError ends the thread that threw it, seldom the process. The repeated frames in its trace are the recursion.',
  prior: -4,
  triggers: ['stack-overflow-thrown'],
  evidence: {
    'stack-overflow-thrown': { present: 5 },
    'stack-overflow-uncaught': { present: 2 },
    'fatal-logged': { present: 1 },
    'stack-exhausted': { present: -4 },
    'native-allocation-failed': { present: -4 },
    'crash-signal-received': { present: -3 },
  },
  symptoms: ['stack-overflow-thrown'],
  remedies: [
    { when: 'now', action: 'Find the repeated frames of the trace.' },
    { when: 'for-good', action: 'End the recursion, or give the thread a larger stack.', command: 'java -Xss2m …' },
  ],
  references: [],
})
