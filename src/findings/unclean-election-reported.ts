import { defineLogFinding } from './evidence/log-search.ts'

export const uncleanElectionReported = defineLogFinding({
  id: 'unclean-election-reported',
  title: 'A leader was elected that was not in sync: records may be lost',
  pattern: /unclean (?:leader )?election|No broker in ISR is alive|There.s potential data loss|UncleanLeaderElection/i,
  statement: 'a leader that was not in sync was elected',
})
