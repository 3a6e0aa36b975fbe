import { defineFinding } from '../model/finding.ts'

export const crashOnOomReported = defineFinding({
  id: 'crash-on-oom-reported',
  title: 'The JVM crashed itself at an OutOfMemoryError (CrashOnOutOfMemoryError)',
  needs: [],
  reads: ['crash.internal-error', 'jvm.oom-action'],
  test(facts) {
    const errors = facts['crash.internal-error'].filter(({ value }) =>
      /OutOfMemory encountered/.test(value.message ?? ''),
    )
    const actions = facts['jvm.oom-action'].filter(({ value }) => value.action === 'aborting')
    const cites = [...errors, ...actions]
    const kind = actions[0]?.value.kind ?? /encountered: (.*)/.exec(errors[0]?.value.message ?? '')?.[1]
    return cites.length > 0
      ? {
          state: 'present',
          statement: `the JVM crashed itself at OutOfMemoryError: ${kind ?? 'kind not printed'}`,
          cites,
        }
      : { state: 'unknown' }
  },
})
