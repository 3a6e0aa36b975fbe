import { defineCause } from '../model/cause.ts'

export const nativeStackOverflow = defineCause({
  id: 'native-stack-overflow',
  family: 'crashes',
  title: "A thread's stack overflowed in native or compiled code",
  summary:
    'Java code that recurses too deeply gets a StackOverflowError; native code that runs into the guard pages does not, and the JVM dies, sometimes without any crash log (exit code 139). The stack pointer stands at or below the low end of the thread’s stack, the free space is tiny or absurdly large.',
  prior: -4,
  triggers: ['stack-exhausted', 'segfault-without-crash-log'],
  evidence: {
    'stack-exhausted': { present: 6, absent: -6 },
    'segfault-without-crash-log': { present: 3 },
    'stack-overflow-thrown': { present: 2 },
    'signal-not-a-fault': { present: -8 },
    'mapped-page-lost': { present: -3 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['crash-signal-received', 'segfault-without-crash-log'],
  remedies: [
    {
      when: 'now',
      action: 'Give threads larger stacks.',
      command: 'java -Xss2m -XX:CompilerThreadStackSize=4096 -XX:VMThreadStackSize=4096 …',
    },
    {
      when: 'for-good',
      action:
        'Find the recursion in the frames; on Alpine, where native threads start with 128 KiB, set the stack size when the thread is made.',
    },
  ],
  references: ['JDK-8280684'],
})
