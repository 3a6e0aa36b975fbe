import { defineLogFinding } from './evidence/log-search.ts'

export const kraftFaultReported = defineLogFinding({
  id: 'kraft-fault-reported',
  title: 'KRaft met a fatal fault and ended the process',
  pattern:
    /Encountered fatal fault|ProcessTerminatingFaultHandler|Unexpected error in raft IO thread|fatal error occurred in the (?:raft|metadata)|Fatal error .*(?:Raft|metadata log)/i,
  statement: 'KRaft met a fatal fault',
})
