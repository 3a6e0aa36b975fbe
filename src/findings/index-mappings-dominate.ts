import { defineFinding } from '../model/finding.ts'
import { amount, amountOf } from '../model/wording.ts'
import { countOf, fullestCensus, KAFKA_INDEX } from './evidence/composition.ts'

export const indexMappingsDominate = defineFinding({
  id: 'index-mappings-dominate',
  title: 'Most mappings are live Kafka index files',
  needs: ['maps.census'],
  collect: [
    {
      what: 'what is mapped',
      collect:
        "awk '{print $6, $7}' /proc/$PID/maps | sed -E 's#.*/([^/ ]*)#\\1#; s/[0-9]{20}/N/' | sort | uniq -c | sort -rn | head",
    },
  ],
  test(facts) {
    const fact = fullestCensus(facts['maps.census'])
    if (fact === undefined) return { state: 'unknown' }
    const { value } = fact
    const live = countOf(value, KAFKA_INDEX) - countOf(value, KAFKA_INDEX, (group) => group.deleted)
    if (live < value.counted / 2) {
      if (!value.complete) return { state: 'unknown' }
      return {
        state: 'absent',
        statement: `${amount(live)} of ${amount(value.counted)} mappings are live Kafka index files`,
        cites: [fact.cite],
      }
    }
    const where =
      value.topicPartitionCount > 0
        ? ` (${amountOf(value.kafkaSegments, 'segment')} of ${amountOf(value.topicPartitionCount, 'topic-partition')})`
        : ''
    return {
      state: 'present',
      statement: `${amount(live)} of ${amount(value.counted)} mappings are live Kafka index files${where}`,
      cites: [fact.cite],
    }
  },
})
