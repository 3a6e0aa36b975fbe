/** What a mapping is; the place in this list is its code in the table's `kind` column. */
export const MAPPING_KINDS = [
  'anonymous',
  'special',
  'stack',
  'gate',
  'malloc-heap',
  // Told from the neighbours, see neighbours.ts.
  'java-heap',
  'thread-stack',
  'malloc-arena',
  'code-cache',
  'metaspace',
  // Told from the path.
  'kafka-index',
  'kafka-timeindex',
  'kafka-txnindex',
  'jar',
  'shared-library',
  'cds-archive',
  'jimage',
  'hsperfdata',
  'memfd',
  'dev-shm',
  'sysv-shm',
  'file',
] as const

export type MappingKind = (typeof MAPPING_KINDS)[number]

export function codeOf(kind: MappingKind): number {
  return MAPPING_KINDS.indexOf(kind)
}

const KAFKA_INDEX = codeOf('kafka-index')
const KAFKA_TXNINDEX = codeOf('kafka-txnindex')
const SYSV_SHM = codeOf('sysv-shm')
const MEMFD = codeOf('memfd')

export function isKafkaIndex(kind: number): boolean {
  return kind >= KAFKA_INDEX && kind <= KAFKA_TXNINDEX
}

/** A file with a name on some disk: not memory that the kernel keeps under a file's guise. */
export function isFile(kind: number): boolean {
  return kind >= KAFKA_INDEX && kind !== MEMFD && kind !== SYSV_SHM
}
