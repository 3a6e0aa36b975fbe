// Elasticsearch and OpenSearch print why they refuse to start on stderr, in lines without stamp and level, in between
// those of their log (BootstrapChecks.java, NodeValidationException):
//
//   ERROR: [2] bootstrap checks failed. You must address the points described in the following [2] lines …
//   bootstrap check failure [1] of [2]: max file descriptors [4096] for elasticsearch process is too low, …
//   [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]     (up to 7)

import type { LineRule } from './console-line.ts'

const HEADLINE = /^(?:ERROR: )?\[\d+\] bootstrap checks? failed/
const CHECK =
  /^(?:bootstrap check failure \[\d+\] of \[\d+\]|\[\d+\]): (?:max |initial heap size|memory locking|memory is not|system call filters|the default discovery|the maximum )/

export const bootstrapChecks: LineRule = {
  read({ text, cursor, told }, facts) {
    const message = text.trim()
    if (!HEADLINE.test(message) && !CHECK.test(message)) return false
    facts.repeat('log.event', { level: 'ERROR', message }, cursor, told)
    return true
  },
}
