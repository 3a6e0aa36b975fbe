import { defineLogFinding } from './evidence/log-search.ts'

export const logDirFailed = defineLogFinding({
  id: 'log-dir-failed',
  title: 'A Kafka log directory went offline',
  pattern:
    /Stopping serving (?:replicas|logs) in dir|Shutdown broker because (?:all|none of the specified) log dirs|Halting broker because dir|because they are in the failed log directory|Halting due to unrecoverable I\/O error|Error while (?:appending records|rolling log segment|flushing log|deleting segments|renaming dir|writing to checkpoint file|truncating log|loading log dir|checking|reading|adding)[^\n]* in (?:log )?dir |Failed to (?:lock|create|clean up) (?:file|log|directory)[^\n]*(?:dir|log)|Disk error while (?:locking|writing|reading)/i,
  statement: 'a log directory failed',
})
