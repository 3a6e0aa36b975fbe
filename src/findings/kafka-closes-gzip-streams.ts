import { defineFinding } from '../model/finding.ts'
import { compareVersions, versionOf } from './evidence/versions.ts'

export const kafkaClosesGzipStreams = defineFinding({
  id: 'kafka-closes-gzip-streams',
  title: 'The Kafka version closes GZIP streams during recovery (0.10.0.1 or later, KAFKA-3933)',
  needs: ['application.version'],
  test(facts) {
    const kafka = versionOf(facts['application.version'], 'kafka')
    if (kafka === undefined) return { state: 'unknown' }
    const isFixed = compareVersions(kafka.version, '0.10.0.1') >= 0
    return {
      state: isFixed ? 'present' : 'absent',
      statement: `Kafka ${kafka.version} ${isFixed ? 'closes' : 'does not close'} its GZIP streams (KAFKA-3933)`,
      cites: [kafka.cite],
    }
  },
})
