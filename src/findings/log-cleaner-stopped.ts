import { defineLogFinding } from './evidence/log-search.ts'

export const logCleanerStopped = defineLogFinding({
  id: 'log-cleaner-stopped',
  title: 'The log cleaner died or gave up a partition',
  pattern:
    /kafka-log-cleaner-thread-\d+\]: Error due to|Error due to[^\n]*LogCleaner|Marking its partition .* as uncleanable|offset map can fit only|LogCleaningException/i,
  statement: 'the log cleaner died or gave up a partition',
  collect: [{ what: 'log-cleaner.log', collect: 'grep -n "Error due to" log-cleaner.log' }],
})
