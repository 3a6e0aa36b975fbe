import { defineCause, type Remedy } from '../model/cause.ts'

const LIMIT_WITHOUT_CRASH: Remedy = {
  when: 'for-good',
  action: 'Raise the limit, and leave ~crash out of it: then only the compilation is given up.',
  command: 'java -XX:CompileCommand=MemLimit,*.*,1g …',
}
const UPDATE_AND_LIMIT: Remedy = {
  when: 'for-good',
  action: 'Update the JDK; from JDK 22 on bound the compiler.',
  command: 'java -XX:CompileCommand=MemLimit,*.*,1g …',
}

export const jitCompilerMemory = defineCause({
  id: 'jit-compiler-memory',
  family: 'memory',
  title: 'The JIT compiler needed too much memory to compile one method',
  summary:
    'The C2 compiler keeps its graph of a method in an arena that grows chunk by chunk. For some methods it grows without bound (known defects, or huge generated methods), until malloc refuses a chunk of hundreds of megabytes, or until the limit that was set for compilations ends the JVM. The host is not too small; one method is too much for the compiler.',
  prior: -4,
  triggers: ['compiler-arena-huge', 'compiler-memory-limit-hit'],
  evidence: {
    'compiler-arena-huge': { present: 6, absent: -6 },
    'compiler-memory-limit-hit': { present: 8 },
    'compiler-thread-current': { present: 1, absent: -4 },
    'map-count-at-limit': { present: -5 },
  },
  proof: [['compiler-arena-huge', 'compiler-thread-current', 'memory-to-spare'], ['compiler-memory-limit-hit']],
  symptoms: ['native-allocation-failed', 'compiler-memory-limit-hit'],
  remedies: ({ facts, findings }) => {
    const method = facts.of('crash.compile-task')[0]?.value.method ?? 'package.Class::method'
    return [
      {
        when: 'now',
        action: 'Have the method interpreted.',
        command: `java -XX:CompileCommand=exclude,${method.replace(/\(.*/, '')} …`,
      },
      findings.get('compiler-memory-limit-hit')?.state === 'present' ? LIMIT_WITHOUT_CRASH : UPDATE_AND_LIMIT,
    ]
  },
  references: ['JDK-8318016 (memory limit for compilations, 22)'],
})
