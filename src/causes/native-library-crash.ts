import { defineCause } from '../model/cause.ts'

/** A fault there is its caller's. */
const C_LIBRARY = /^(?:lib(?:c|pthread)|ld-(?:linux|musl))\b/

export const nativeLibraryCrash = defineCause({
  id: 'native-library-crash',
  family: 'crashes',
  title: 'A native library crashed',
  summary:
    'The fault happened in a library that Java code called through JNI (RocksDB, LZ4, snappy, zstd, JNA, netty-tcnative …): used after it was closed, fed with damaged input, or simply wrong. A thread that native code attached and that ended without detaching crashes later, in pthread_getcpuclockid, when a thread dump asks for its CPU time. In a library of the JDK itself (libzip, libnio, …) it is mostly the object that was closed or shared, seldom the library. The JVM is the host of the accident, not its cause.',
  prior: -3,
  triggers: ['frame-in-native-library', 'thread-left-attached', 'frame-in-jdk-library', 'fault-outside-jvm'],
  evidence: {
    'frame-in-native-library': { present: 6, absent: -2 },
    'fault-outside-jvm': { present: 3 },
    'thread-left-attached': { present: 8 },
    'frame-in-jdk-library': { present: 2 },
    'fault-at-null': { present: 1 },
    'illegal-instruction': { present: -4 },
    'mapped-page-lost': { present: -6 },
    'agent-in-stack': { present: -6 },
    'signal-not-a-fault': { present: -8 },
    'glibc-on-musl': { present: -5 },
    'call-to-unrelocated-address': { present: -2 },
    'stack-exhausted': { present: -3 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['crash-signal-received'],
  remedies: ({ facts }) => {
    const fault = facts.of('crash.problematic-frame')[0] ?? facts.of('kernel.segfault')[0]
    const named = fault?.value.library
    const library = named === undefined || C_LIBRARY.test(named) ? 'the native library' : named
    return [
      {
        when: 'now',
        action: `Look at the Java frames below the fault: they show which object was used; closed objects that are used again are the commonest fault.`,
      },
      {
        when: 'for-good',
        action: `Update ${library}, fix the life cycle of its objects, or use a pure Java implementation.`,
      },
    ]
  },
  references: [],
})
