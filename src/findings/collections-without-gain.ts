import { defineLogFinding } from './evidence/log-search.ts'

/** Elasticsearch warns where half of the time since its last look went into collections (JvmGcMonitorService). */
export const collectionsWithoutGain = defineLogFinding({
  id: 'collections-without-gain',
  title: 'The process says that it spends most of its time collecting garbage',
  pattern:
    /\[gc\].*overhead, spent \[[\d.]+(?:s|m)\] collecting in the last|\[gc\]\[old\]\[\d+\]\[\d+\] duration \[[\d.]+(?:s|m)\]/,
  statement: 'it spent most of its time collecting garbage',
})
