import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'

// "c2 (412) org/example/Big::parse(()V): Hit MemLimit - limit: 1073741824 now: 1073790976" (CompilationMemoryStatistic,
// compilationMemoryStatistic.cpp, JDK-8318016); the JVM ends only where the limit was given with ~crash.
const HIT = /\b(c[12]) \(\d+\) (\S+?)(?:\(.*\))?: Hit MemLimit - limit: (\d+) now: (\d+)/i

export const compilerMemoryLimitHit = defineFinding({
  id: 'compiler-memory-limit-hit',
  title: 'The JIT compiler passed its memory limit (CompileCommand MemLimit)',
  needs: ['crash.internal-error'],
  test(facts) {
    const errors = facts['crash.internal-error']
    const cites = errors.filter(({ value }) => HIT.test(value.message ?? ''))
    if (cites.length === 0) return { state: 'absent', statement: 'the internal error is another one', cites: errors }
    const [, compiler, method, limit, now] = HIT.exec(cites[0]?.value.message ?? '') as unknown as string[]
    return {
      state: 'present',
      statement: `${compiler?.toUpperCase()} needed ${amount(Number(now))} bytes to compile ${method?.replaceAll('/', '.')}, MemLimit allows ${amount(Number(limit))} and says to crash`,
      cites,
    }
  },
})
