import { defineCause } from '../model/cause.ts'

export const gcThreadCrash = defineCause({
  id: 'gc-thread-crash',
  family: 'crashes',
  title: 'The garbage collector walked into a damaged heap',
  summary:
    'A collector thread faulted while it followed references (copy_to_survivor, oops_do, follow_stack, oopDesc::size). It only found the damage; somebody else wrote over the object earlier: native code through JNI or Unsafe, a defect of the JVM, or bad memory. Different frames at each crash point to hardware, the same frame to the JVM or one library.',
  consequenceOf: ['memory-hardware-failure'],
  prior: -4,
  triggers: ['gc-thread-current', 'gc-frames-in-stack'],
  evidence: {
    'gc-thread-current': { present: 5, absent: -3 },
    'gc-frames-in-stack': { present: 6 },
    'frame-in-jvm': { present: 1, absent: -3 },
    'crash-signal-received': { present: 1 },
    'compiler-frames-in-stack': { present: -5 },
    'signal-not-a-fault': { present: -8 },
    'mapped-page-lost': { present: -4 },
    'agent-in-stack': { present: -3 },
    'frame-in-native-library': { present: -3 },
    'jvm-not-started': { present: -6 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['crash-signal-received', 'internal-error-reported'],
  remedies: [
    {
      when: 'now',
      action: 'Collect two or three crash logs and compare the frames; test the memory of the host if they differ.',
      command: 'edac-util -v; dmesg -T | grep -iE "mce|hardware error"',
    },
    {
      when: 'now',
      action: 'Look for native code that writes where it must not.',
      command: 'java -Xcheck:jni -XX:+UnlockDiagnosticVMOptions -XX:+VerifyBeforeGC …',
    },
    {
      when: 'for-good',
      action: 'Update the JDK and native libraries; try another collector to see whether the crash moves.',
    },
  ],
  references: [],
})
