import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { BOOTSTRAP_CHECK, failedChecks } from './evidence/bootstrap-checks.ts'

export const bootstrapCheckReported = defineFinding({
  id: 'bootstrap-check-reported',
  title: 'Elasticsearch or OpenSearch found a limit of the host too low and refused to start',
  needs: ['log.event'],
  test(facts) {
    const cites = facts['log.event'].filter(({ value }) => BOOTSTRAP_CHECK.test(value.message))
    if (cites.length === 0) return { state: 'unknown' }
    const checks = failedChecks(facts['log.event'])
    const statement =
      checks.length === 0 ? 'a bootstrap check failed' : `the node refused to start: ${checks.map(quoted).join('; ')}`
    return { state: 'present', statement, cites }
  },
})
