import { defineFinding } from '../model/finding.ts'

const COMPILER = /C[12] CompilerThread|CompilerThread\d|JVMCI/

export const compilerThreadCurrent = defineFinding({
  id: 'compiler-thread-current',
  title: 'The failing thread was a JIT compiler thread',
  needs: ['crash.thread'],
  test(facts) {
    const [thread] = facts['crash.thread']
    if (thread === undefined) return { state: 'unknown' }
    const name = thread.value.name ?? thread.value.type
    const isCompiler = thread.value.type === 'CompilerThread' || COMPILER.test(name)
    return { state: isCompiler ? 'present' : 'absent', statement: `the failing thread was "${name}"`, cites: [thread] }
  },
})
