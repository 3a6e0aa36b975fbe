import { defineLogFinding } from './evidence/log-search.ts'

export const brokerIdRegistered = defineLogFinding({
  id: 'broker-id-registered',
  title: 'Another broker, or the last run of this one, is still registered under its id',
  pattern:
    /A broker is already registered on the path|Error while creating ephemeral at \/brokers\/ids|NodeExists[^\n]*\/brokers\/ids|DuplicateBrokerRegistrationException/i,
  statement: 'the broker id is already registered',
})
