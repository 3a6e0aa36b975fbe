import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'

export const jvmNotStarted = defineFinding({
  id: 'jvm-not-started',
  title: 'The JVM ended while it started, before any Java code ran',
  needs: ['jvm.startup-failed'],
  test(facts) {
    const failures = facts['jvm.startup-failed']
    return {
      state: 'present',
      statement: `the JVM did not start: ${quoted(failures[0]?.value.message ?? '')}`,
      cites: failures,
    }
  },
})
