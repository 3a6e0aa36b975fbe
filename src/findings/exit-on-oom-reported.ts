import { defineFinding } from '../model/finding.ts'

export const exitOnOomReported = defineFinding({
  id: 'exit-on-oom-reported',
  title: 'The JVM ended itself at an OutOfMemoryError (ExitOnOutOfMemoryError, exit code 3)',
  needs: [],
  reads: ['jvm.oom-action'],
  test(facts) {
    const cites = facts['jvm.oom-action'].filter(({ value }) => value.action === 'terminating')
    return cites.length > 0
      ? { state: 'present', statement: `the JVM ended itself at OutOfMemoryError: ${cites[0]?.value.kind}`, cites }
      : { state: 'unknown' }
  },
})
