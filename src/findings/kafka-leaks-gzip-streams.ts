import { defineFinding } from '../model/finding.ts'
import { compareVersions, versionOf } from './evidence/versions.ts'

/** KAFKA-3933, commit c47c3b0b583: recovery closes its decompression streams. */
const FIXED = '0.10.0.1'

export const kafkaLeaksGzipStreams = defineFinding({
  id: 'kafka-leaks-gzip-streams',
  title: 'The Kafka version is one whose recovery leaves GZIP streams open (before 0.10.0.1, KAFKA-3933)',
  needs: ['application.version'],
  collect: [
    {
      what: 'the version of the broker',
      collect: 'ls $KAFKA_HOME/libs/kafka_*.jar; grep "Kafka version" $LOG_DIR/server.log',
    },
  ],
  test(facts) {
    const kafka = versionOf(facts['application.version'], 'kafka')
    if (kafka === undefined) return { state: 'unknown' }
    return compareVersions(kafka.version, FIXED) < 0
      ? {
          state: 'present',
          statement: `Kafka ${kafka.version} is older than ${FIXED}, which closes these streams (KAFKA-3933)`,
          cites: [kafka.cite],
        }
      : {
          state: 'absent',
          statement: `Kafka ${kafka.version} closes its GZIP streams (fixed in ${FIXED}, KAFKA-3933)`,
          cites: [kafka.cite],
        }
  },
})
