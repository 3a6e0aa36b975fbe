import { defineCause } from '../model/cause.ts'

export const c2CompilerCrash = defineCause({
  id: 'c2-compiler-crash',
  family: 'crashes',
  title: 'The JIT compiler crashed while it compiled a method',
  summary:
    'A compiler thread died in the code of the compiler (Phase…, …Node::Ideal, Compile::…): a defect of the compiler that one method brings out, again and again at the same place. "Current CompileTask" names the method.',
  prior: -4,
  triggers: ['compiler-frames-in-stack', 'compiler-thread-current'],
  evidence: {
    'compiler-frames-in-stack': { present: 6, absent: -3 },
    'compiler-thread-current': { present: 5, absent: -4 },
    'crash-signal-received': { present: 1 },
    'internal-error-reported': { present: 1 },
    'stack-exhausted': { present: -3 },
    'signal-not-a-fault': { present: -8 },
    'agent-in-stack': { present: -2 },
  },
  refutedBy: ['native-allocation-failed', 'compiler-memory-limit-hit'],
  symptoms: ['crash-signal-received', 'internal-error-reported'],
  remedies: ({ facts }) => {
    const method = facts.of('crash.compile-task')[0]?.value.method
    const isOpenJ9 = facts.of('crash.problematic-frame')[0]?.value.library?.includes('j9') === true
    const pattern = method === undefined ? 'package.Class::method' : method.replace(/\s.*$/, '')
    return [
      {
        when: 'now',
        action: 'Keep the compiler away from the method.',
        command: isOpenJ9 ? `java '-Xjit:exclude={${pattern}}' …` : `java -XX:CompileCommand=exclude,${pattern} …`,
      },
      {
        when: 'for-good',
        action:
          'Update to the newest release of your JDK; report the defect with the replay_pid file that lies beside the crash log if it stays.',
      },
    ]
  },
  references: ['JDK-8285835', 'JDK-8321370'],
})
