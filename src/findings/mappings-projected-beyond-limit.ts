import { projectMappings } from '../capacity/index.ts'
import { type AnyFact, FactSet } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'

const READS = [
  'kafka.setting',
  'kafka.topic',
  'kafka.log-directory',
  'application.version',
  'maps.census',
  'maps.count',
  'sysctl',
  'series',
  'limit.rlimit',
] as const

export const mappingsProjectedBeyondLimit = defineFinding({
  id: 'mappings-projected-beyond-limit',
  title: 'Retention and roll time of the topics lead to more mappings than vm.max_map_count allows',
  needs: [],
  reads: READS,
  collect: [
    {
      what: 'the topics with their partitions and settings',
      collect: 'kafka-topics.sh --bootstrap-server localhost:9092 --describe',
    },
    { what: "the broker's retention and roll settings", collect: "grep -E '^log\\.' server.properties" },
  ],
  test(facts) {
    const settings = [
      ...facts['kafka.topic'],
      ...facts['kafka.setting'].filter(({ value }) => /retention|segment|roll/.test(value.key)),
    ]
    if (settings.length === 0) return { state: 'unknown' }
    const all = READS.flatMap((type) => facts[type] as readonly AnyFact[])
    const projection = projectMappings(new FactSet(all))
    const [answer] = projection?.explanation ?? []
    if (projection === undefined || answer === undefined) return { state: 'unknown' }
    const isBeyond = projection.projected === null || projection.projected > projection.limit
    const total = projection.projected === null ? 'more mappings every day' : `${amount(projection.projected)} mappings`
    const statement = `the settings lead to ${total}, the limit is ${amount(projection.limit)}${projection.isLimitAssumed ? ' (assumed)' : ''}: ${answer}`
    return { state: isBeyond ? 'present' : 'absent', statement, cites: settings.slice(0, 5) }
  },
})
