import { projectMappings, recommendMapLimit } from '../capacity/index.ts'
import { defineCause } from '../model/cause.ts'
import type { FactSet } from '../model/fact.ts'

export const mapCountStaleResizeMappings = defineCause({
  id: 'map-count-stale-resize-mappings',
  family: 'mappings',
  title: 'Kafka remaps an index when it resizes it and leaves the old mapping behind',
  summary:
    'When a segment is rolled, Kafka trims its indexes from their full size (segment.index.bytes, 10 MiB) and maps them anew; on Linux the old mapping is only dropped and stays until the garbage collector finds the old buffer, which lies in the old generation. Deleting the file unmaps the newest mapping alone. So deleted .index and .timeindex files stay mapped, one inode is mapped twice at two sizes, and the count climbs for weeks to vm.max_map_count on a broker whose old generation is hardly ever collected. KAFKA-7442 proposed to unmap in 2018 and was not merged; KAFKA-19390 (pull request 19961, merged July 2025) does it. Which release first holds it is not verified here: look for KAFKA-19390 in the release notes of your version.',
  refines: 'map-count-limit',
  prior: -4,
  triggers: ['deleted-index-mappings', 'same-file-mapped-twice', 'index-maps-never-unmapped'],
  evidence: {
    'deleted-index-mappings': { present: 5, absent: -5 },
    'same-file-mapped-twice': { present: 4, absent: -3 },
    'deleted-indexes-untrimmed': { present: 4, absent: -1 },
    'index-maps-never-unmapped': { present: 3, absent: -5 },
    'index-resize-in-stack': { present: 2 },
    'map-count-at-limit': { present: 1 },
    'map-count-near-limit': { present: 1 },
    'few-old-collections': { present: 1 },
    'kafka-keeps-deleted-mappings': { present: -5 },
  },
  proof: [['deleted-index-mappings', 'same-file-mapped-twice', 'map-count-at-limit']],
  refutedBy: ['windows-host'],
  symptoms: [
    'native-allocation-failed',
    'map-failed-thrown',
    'thread-start-refused',
    'guard-pages-refused',
    'deleted-index-mappings',
  ],
  tell: ({ facts, findings }) => {
    const isAtLimit = findings.get('map-count-at-limit')?.state === 'present'
    const parts = [
      'deleted-index-mappings',
      'same-file-mapped-twice',
      'deleted-indexes-untrimmed',
      'index-maps-never-unmapped',
      isAtLimit ? 'map-count-at-limit' : 'map-count-near-limit',
    ]
      .map((id) => findings.get(id))
      .filter((finding) => finding?.state === 'present')
      .map((finding) => finding?.statement)
    return parts.length === 0
      ? undefined
      : `Kafka leaves the old mapping of a resized index behind: ${[...parts, ...growthIn(facts)].join('; ')}.`
  },
  remedies: ({ facts }) => [
    {
      when: 'now',
      action:
        'Make the JVM find the dropped buffers: an explicit collection unmaps them (not with -XX:+DisableExplicitGC).',
      command: 'jcmd $PID GC.run',
    },
    {
      when: 'now',
      action: 'Raise the limit on the host; it holds at once and needs no restart.',
      command: `sysctl -w vm.max_map_count=${recommendMapLimit(facts)}`,
    },
    { when: 'for-good', action: 'Upgrade to a Kafka whose release notes list KAFKA-19390.' },
    {
      when: 'for-good',
      action:
        'Until then have the old generation collected now and then: -XX:G1PeriodicGCInterval=3600000 (JDK 12+), a lower -XX:InitiatingHeapOccupancyPercent, or a smaller heap.',
    },
    {
      when: 'for-good',
      action: 'Watch the deleted mappings.',
      command: "grep -c 'index.*(deleted)' /proc/$PID/maps",
    },
  ],
  references: [
    'KAFKA-19390',
    'KAFKA-7442',
    'https://github.com/apache/kafka/pull/19961',
    'Apache Fluss #1377 (the same code)',
  ],
})

/** Measured growth and the time it leaves; not the arithmetic of settings, which knows nothing of what stays behind. */
function growthIn(facts: FactSet): string[] {
  const growth = projectMappings(facts)?.growth
  return growth === undefined ? [] : [growth.explanation]
}
