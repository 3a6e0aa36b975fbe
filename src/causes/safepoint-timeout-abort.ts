import { defineCause } from '../model/cause.ts'

export const safepointTimeoutAbort = defineCause({
  id: 'safepoint-timeout-abort',
  family: 'crashes',
  title: 'A safepoint took too long and the JVM aborted, as it was told to',
  summary:
    'With -XX:+AbortVMOnSafepointTimeout the JVM ends itself when some thread does not stop within SafepointTimeoutDelay. It sends SIGILL to the laggard, so that the crash log looks like an illegal instruction sent by kill, from the process itself; the frame is the code that did not stop: a counted loop, or a page fault on a slow disk in mapped memory. -XX:+AbortVMOnVMOperationTimeout bounds what is done at the safepoint, mostly a collection.',
  prior: -3,
  triggers: ['safepoint-abort-reported'],
  evidence: { 'safepoint-abort-reported': { present: 8, absent: -8 } },
  proof: [['safepoint-abort-reported']],
  symptoms: ['crash-signal-received', 'internal-error-reported', 'safepoint-abort-reported'],
  remedies: [
    { when: 'now', action: 'Look at the frame of the crashing thread: that code did not reach a safepoint.' },
    {
      when: 'for-good',
      action:
        'Make counted loops safe: -XX:+UseCountedLoopSafepoints (the default with G1 since JDK 10); look for slow disks under mapped files.',
      command: 'java -XX:+UseCountedLoopSafepoints …',
    },
    {
      when: 'for-good',
      action:
        'Remove -XX:+AbortVMOnSafepointTimeout or -XX:+AbortVMOnVMOperationTimeout if the abort is not wanted, or give it more time.',
    },
  ],
  references: ['JDK-8227528 (the signal goes to the laggard)'],
})
