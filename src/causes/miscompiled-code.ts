import { defineCause } from '../model/cause.ts'

export const miscompiledCode = defineCause({
  id: 'miscompiled-code',
  family: 'crashes',
  title: 'Code made by the JIT compiler is wrong',
  summary:
    'The fault lies in a compiled Java method (frame J) at an address that Java code cannot produce by itself. Compiled wrongly, or the heap was damaged before by native code; excluding the method from compilation tells the two apart.',
  consequenceOf: ['memory-hardware-failure'],
  prior: -3,
  triggers: ['frame-in-compiled-code'],
  evidence: {
    'frame-in-compiled-code': { present: 4, absent: -8 },
    'mapped-page-lost': { present: -6 },
    'stack-exhausted': { present: -6 },
    'signal-not-a-fault': { present: -8 },
    'safepoint-abort-reported': { present: -8 },
    'agent-in-stack': { present: -3 },
    'unsafe-in-stack': { present: -4 },
    'illegal-instruction': { present: -2 },
    'buffer-copy-in-stack': { present: -2 },
    'memory-hardware-errors': { present: -3 },
    // Unsafe with an address of 0, which the compiler puts into its caller, looks the same; a banner has no address.
    'fault-at-null': { present: -1, absent: 1 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['crash-signal-received'],
  remedies: ({ facts }) => {
    const symbol = facts.of('crash.problematic-frame')[0]?.value.symbol
    const pattern =
      symbol === undefined ? 'package.Class::method' : symbol.replace(/\(.*$/, '').replace(/\.(?=[^.]+$)/, '::')
    return [
      {
        when: 'now',
        action: 'Exclude the method from compilation; if the crashes end, the compiler is at fault.',
        command: `java -XX:CompileCommand=exclude,${pattern} …`,
      },
      {
        when: 'for-good',
        action: 'Update to the newest release of your JDK; check native libraries with -Xcheck:jni.',
      },
    ]
  },
  references: [],
})
