import { loadsAllIndexesAtStart, mappingOutlook, recommendMapLimit } from '../capacity/index.ts'
import { defineCause } from '../model/cause.ts'
import { amount } from '../model/wording.ts'

export const mapCountIndexFiles = defineCause({
  id: 'map-count-index-files',
  family: 'mappings',
  title: 'Too many live Kafka index files are mapped',
  summary:
    'Kafka maps two files a log segment, the offset index and the time index (one before 0.10.1.0), and keeps them mapped as long as the segment lives. Many partitions, short rolls or long retention multiply segments until the mappings reach vm.max_map_count. Before Kafka 2.3.0 all indexes are mapped at start, so that such a broker dies soon after each restart; since then (KAFKA-7283) they are mapped when first used.',
  refines: 'map-count-limit',
  prior: -3,
  triggers: ['index-mappings-dominate', 'map-failed-in-index', 'mappings-projected-beyond-limit'],
  evidence: {
    'index-mappings-dominate': { present: 3, absent: -6 },
    'map-count-near-limit': { present: 3, absent: -6 },
    'map-failed-in-index': { present: 2 },
    'mappings-projected-beyond-limit': { present: 3, absent: -2 },
    'map-count-at-limit': { present: 1, absent: -6 },
    'map-failed-thrown': { present: 1 },
    'deleted-index-mappings': { present: -5, absent: 1 },
    'same-file-mapped-twice': { present: -2, absent: 1 },
    'index-resize-in-stack': { present: -1 },
    'address-space-at-limit': { present: -5 },
    'jvm-32-bit': { present: -5 },
  },
  proof: [
    ['index-mappings-dominate', 'map-count-at-limit', 'native-allocation-failed'],
    ['index-mappings-dominate', 'map-count-at-limit', 'map-failed-thrown'],
    ['index-mappings-dominate', 'map-count-at-limit', 'guard-pages-refused'],
    ['index-mappings-dominate', 'map-count-at-limit', 'thread-start-refused'],
  ],
  refutedBy: ['mappings-far-below-limit', 'windows-host'],
  symptoms: ['native-allocation-failed', 'map-failed-thrown', 'thread-start-refused', 'guard-pages-refused'],
  tell: ({ findings }) => {
    const indexes = findings.get('index-mappings-dominate')
    const atLimit = findings.get('map-count-at-limit')
    if (indexes?.state !== 'present') return undefined
    const near = findings.get('map-count-near-limit')
    if (atLimit?.state !== 'present' && near?.state === 'present') return `${near.statement}; ${indexes.statement}.`
    return atLimit?.state === 'present'
      ? `the process reached the kernel's limit of memory mappings (${atLimit.statement}); ${indexes.statement}.`
      : `${indexes.statement}.`
  },
  remedies: ({ facts }) => {
    const [largest] = facts.of('maps.census').flatMap(({ value }) => value.topicPartitions.slice(0, 1))
    const where =
      largest?.detail === undefined ? '' : ` Start with ${largest.detail}: ${amount(largest.count)} index mappings.`
    const limit = recommendMapLimit(facts)
    const outlook = mappingOutlook(facts)
    return [
      {
        when: 'now',
        action: 'Raise the limit on the host (on the node, for a container); it holds at once and needs no restart.',
        command: `sysctl -w vm.max_map_count=${limit}`,
      },
      {
        when: 'for-good',
        action: 'Keep the limit over reboots.',
        command: `echo 'vm.max_map_count=${limit}' > /etc/sysctl.d/99-kafka.conf && sysctl --system`,
      },
      ...(outlook.length === 0
        ? []
        : [{ when: 'for-good' as const, action: `Plan for where it is heading: ${outlook.join('. ')}.` }]),
      {
        when: 'for-good',
        action: `Have fewer segments: larger segment.bytes, longer segment.ms (roll), shorter retention, fewer partitions a broker.${where}`,
        command:
          "kafka-configs.sh --bootstrap-server localhost:9092 --describe --entity-type topics | grep -E 'segment|retention'",
      },
      ...(facts
        .of('application.version')
        .some(({ value }) => value.name === 'kafka' && !loadsAllIndexesAtStart(value.version))
        ? []
        : [
            {
              when: 'for-good' as const,
              action:
                'On Kafka before 2.3.0, upgrade: later versions map an index when it is first used (KAFKA-7283), 2.6.0 avoids more (KAFKA-9373).',
            },
          ]),
    ]
  },
  references: [
    'KAFKA-6343',
    'KAFKA-7283 (lazy loading, 2.3.0)',
    'KAFKA-9373 (2.6.0)',
    'KAFKA-3163 (time index, 0.10.1.0)',
  ],
})
