import { defineFinding } from '../model/finding.ts'
import { compareVersions, versionOf } from './evidence/versions.ts'

export const kafkaKeepsDeletedMappings = defineFinding({
  id: 'kafka-keeps-deleted-mappings',
  title: 'The Kafka version deletes index files without unmapping them (before 0.10.2.0, KAFKA-4614)',
  needs: ['application.version'],
  test(facts) {
    const kafka = versionOf(facts['application.version'], 'kafka')
    if (kafka === undefined) return { state: 'unknown' }
    const isOld = compareVersions(kafka.version, '0.10.2.0') < 0
    return {
      state: isOld ? 'present' : 'absent',
      statement: `Kafka ${kafka.version} ${isOld ? 'leaves the unmapping of deleted indexes to the garbage collector' : 'unmaps an index when it deletes it'} (KAFKA-4614)`,
      cites: [kafka.cite],
    }
  },
})
