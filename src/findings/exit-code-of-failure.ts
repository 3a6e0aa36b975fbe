import { defineFinding } from '../model/finding.ts'

/** Codes that say no more than that it failed: those above 128 name a signal, 3 is the JVM's for ExitOnOutOfMemoryError. */
function isFailure(code: number | undefined): boolean {
  return code !== undefined && code > 0 && code < 128 && code !== 3
}

export const exitCodeOfFailure = defineFinding({
  id: 'exit-code-of-failure',
  title: 'The process ended by itself and reported a failure (exit code 1 and the like)',
  needs: [],
  reads: ['process.exit', 'container.terminated'],
  test(facts) {
    const exits = facts['process.exit'].filter(({ value }) => isFailure(value.code))
    const containers = facts['container.terminated'].filter(({ value }) => isFailure(value.exitCode))
    const code = exits[0]?.value.code ?? containers[0]?.value.exitCode
    if (code === undefined) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `the process ended by itself with exit code ${code}`,
      cites: [...exits, ...containers],
    }
  },
})
