import { defineCause } from '../model/cause.ts'

export const jvmInternalError = defineCause({
  id: 'jvm-internal-error',
  family: 'crashes',
  title: 'A check inside the JVM failed, or the JVM crashed in its own code',
  summary:
    'HotSpot ends itself with "Internal Error (file:line)" when one of its guarantees does not hold, and a fault in libjvm outside of compiler and collector is its own as well, unless an agent or native code brought it about. The place in the source names the subsystem.',
  prior: -4,
  triggers: ['internal-error-reported', 'frame-in-jvm'],
  evidence: {
    'internal-error-reported': { present: 6, absent: -4 },
    'frame-in-jvm': { present: 5, absent: -1 },
    'crash-signal-received': { present: 1 },
    'gc-thread-current': { present: -4 },
    'gc-frames-in-stack': { present: -4 },
    'compiler-frames-in-stack': { present: -6 },
    'frame-in-native-library': { present: -5 },
    'compiler-thread-current': { present: -4 },
    'agent-in-stack': { present: -6 },
    'safepoint-abort-reported': { present: -8 },
    'signal-not-a-fault': { present: -8 },
    'mapped-page-lost': { present: -5 },
    'unsafe-in-stack': { present: -5 },
    'stack-exhausted': { present: -4 },
    'perf-data-in-stack': { present: -4 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['internal-error-reported', 'crash-signal-received'],
  remedies: [
    {
      when: 'now',
      action: 'Update to the newest release of your JDK and see whether the place in the message is a known defect.',
    },
    { when: 'for-good', action: 'Report it to the vendor with the whole crash log.' },
  ],
  references: ['https://bugs.openjdk.org'],
})
