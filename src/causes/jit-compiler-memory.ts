import { defineCause } from '../model/cause.ts'

export const jitCompilerMemory = defineCause({
  id: 'jit-compiler-memory',
  family: 'memory',
  title: 'The JIT compiler took hundreds of megabytes to compile one method',
  summary:
    'The C2 compiler keeps its graph of a method in an arena that grows chunk by chunk. For some methods it grows without bound (known defects, or huge generated methods), until malloc refuses a chunk of hundreds of megabytes. The host is not too small; one method is too much for the compiler.',
  prior: -4,
  triggers: ['compiler-arena-huge'],
  evidence: {
    'compiler-arena-huge': { present: 6, absent: -6 },
    'compiler-thread-current': { present: 1, absent: -4 },
    'map-count-at-limit': { present: -5 },
  },
  proof: [['compiler-arena-huge', 'compiler-thread-current', 'memory-to-spare']],
  symptoms: ['native-allocation-failed'],
  remedies: ({ facts }) => {
    const method = facts.of('crash.compile-task')[0]?.value.method ?? 'package.Class::method'
    return [
      {
        when: 'now',
        action: 'Have the method interpreted.',
        command: `java -XX:CompileCommand=exclude,${method
          .replace(/\(.*/, '')
          .replace(/\.(?=[^.]+$)/, '::')
          .replace(/::::/, '::')} …`,
      },
      {
        when: 'for-good',
        action: 'Update the JDK; from JDK 22 on bound the compiler: -XX:CompileCommand=MemLimit,*.*,1g.',
      },
    ]
  },
  references: ['JDK-8318016 (memory limit for compilations, 22)'],
})
