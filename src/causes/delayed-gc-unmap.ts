import { defineCause } from '../model/cause.ts'

export const delayedGcUnmap = defineCause({
  id: 'delayed-gc-unmap',
  family: 'mappings',
  title: 'Mappings of deleted files wait for the garbage collector',
  summary:
    'Java unmaps a file when its buffer object is collected, not when the file is closed or deleted. A process with a roomy heap collects its old generation seldom, so that mappings of files long gone pile up. Kafka before 0.10.2.0 deleted index files without unmapping them (KAFKA-4614); other applications (MapDB, Lucene, Pinot) do it still. -XX:+DisableExplicitGC makes it fatal, because the collection by which FileChannel.map rescues itself does nothing then.',
  refines: 'map-count-limit',
  prior: -4,
  triggers: ['deleted-files-mapped', 'deleted-index-mappings'],
  evidence: {
    'deleted-files-mapped': { present: 4, absent: -4 },
    'kafka-keeps-deleted-mappings': { present: 5, absent: -3 },
    'same-file-mapped-twice': { present: -4, absent: 1 },
    'deleted-indexes-untrimmed': { present: -3 },
    'explicit-gc-disabled': { present: 1 },
    'map-count-near-limit': { present: 1 },
    'map-count-at-limit': { present: 1, absent: -2 },
  },
  refutedBy: ['windows-host'],
  symptoms: ['native-allocation-failed', 'map-failed-thrown', 'guard-pages-refused'],
  remedies: [
    {
      when: 'now',
      action: 'Have the buffers collected (not with -XX:+DisableExplicitGC).',
      command: 'jcmd $PID GC.run',
    },
    { when: 'now', action: 'Raise the limit to gain time.', command: 'sysctl -w vm.max_map_count=262144' },
    {
      when: 'for-good',
      action: 'Remove -XX:+DisableExplicitGC; use -XX:+ExplicitGCInvokesConcurrent instead (KAFKA-5470).',
    },
    { when: 'for-good', action: 'Upgrade Kafka to 0.10.2.0 or later (KAFKA-4614), 2.2.0 for closing.' },
  ],
  references: ['KAFKA-4614', 'KAFKA-5470', 'KAFKA-5915', 'JDK-4724038 (no explicit unmap)'],
})
