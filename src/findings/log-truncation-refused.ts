import { defineLogFinding } from './evidence/log-search.ts'

export const logTruncationRefused = defineLogFinding({
  id: 'log-truncation-refused',
  title: 'A follower holds messages that its leader has not, and may not drop them',
  pattern: /(?:Halting|Exiting) because log truncation is not allowed/i,
  statement: 'the broker stopped itself',
})
