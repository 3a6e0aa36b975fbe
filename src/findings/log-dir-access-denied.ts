import { defineLogFinding } from './evidence/log-search.ts'

export const logDirAccessDenied = defineLogFinding({
  id: 'log-dir-access-denied',
  title: 'The broker may not access its log directory',
  pattern:
    /AccessDeniedException|(?<!Error opening log file \S+ )Permission denied|being used by another process|The process cannot access the file|NoSuchFileException: .*(?:kafka-logs|-\d+[/\\]\d{20}|checkpoint|meta\.properties)/i,
  statement: 'access to a file of the log directory was refused',
})
