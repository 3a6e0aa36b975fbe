import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /A broker is already registered on the path|NodeExistsException|Error while creating ephemeral at \/brokers\/ids|DuplicateBrokerRegistrationException|InconsistentClusterIdException/i

export const brokerIdRegistered = defineFinding({
  id: 'broker-id-registered',
  title: 'Another broker, or the last run of this one, is still registered under its id',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `the broker id is already registered (${amountOf(totalCount(cites), 'time')})`,
      cites,
    }
  },
})
