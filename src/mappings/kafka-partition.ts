/**
 * Topic and partition that a log folder belongs to, by Kafka's own naming (UnifiedLog.logDirName and its relatives):
 *
 *   /var/kafka/orders-7/                                   orders-7
 *   /var/kafka/orders-7.0a1b…32 hex digits…-delete/        orders-7
 *   /var/kafka/orders-7.….-future/   …-stray/              orders-7
 *
 * Undefined when the folder has no such name: a cache of remote indexes, or a printer that shows base names only.
 */
export function topicPartitionOf(folder: string): string | undefined {
  const name = folder.slice(folder.lastIndexOf('/', folder.length - 2) + 1).replace(/\/$/, '')
  const match = /^(.+-\d+?)(?:\.[0-9a-f]{32}-(?:delete|future|stray))?$/.exec(name)
  return match?.[1]
}
