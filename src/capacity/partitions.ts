import type { FactSet } from '../model/fact.ts'
import { type LogPolicy, logPolicy, type Settings } from './log-policy.ts'

/** Partitions of one broker that live by the same policy. */
export interface PartitionGroup {
  readonly partitions: number
  readonly policy: LogPolicy
  /** Where a group is one topic. */
  readonly topic?: string
}

export interface Partitions {
  readonly groups: readonly PartitionGroup[]
  /** What was counted: `of broker 1`, `of all brokers together`. */
  readonly scope: string
}

/** The broker's replicas, followers too: from topic descriptions, else from a listing or the map rows. */
export function partitionsIn(facts: FactSet): Partitions | undefined {
  const settings = brokerSettings(facts)
  return describedTopics(facts, settings) ?? countedPartitions(facts, settings)
}

export function brokerSettings(facts: FactSet): Settings {
  const settings: Record<string, string> = {}
  for (const { value } of facts.of('kafka.setting')) settings[value.key] ??= value.value
  return settings
}

function describedTopics(facts: FactSet, settings: Settings): Partitions | undefined {
  const topics = facts.of('kafka.topic').filter(({ value }) => (value.partitions ?? 0) > 0)
  if (topics.length === 0) return undefined
  const broker = settings['broker.id'] ?? settings['node.id'] ?? fullestBroker(topics.map(({ value }) => value))
  const groups = topics.flatMap(({ value }) => {
    const { name: topic, partitions = 0, replicationFactor = 1, replicasByBroker } = value
    const here =
      broker !== undefined && replicasByBroker ? (replicasByBroker[broker] ?? 0) : partitions * replicationFactor
    return here > 0 ? [{ topic, partitions: here, policy: logPolicy(settings, value.settings) }] : []
  })
  const isPlaced = broker !== undefined && topics.some(({ value }) => value.replicasByBroker !== undefined)
  return { groups, scope: isPlaced ? `on broker ${broker}` : 'on all brokers together' }
}

/** The one with the most replicas, when the files do not say whose they are. */
function fullestBroker(topics: readonly { replicasByBroker?: Readonly<Record<string, number>> }[]): string | undefined {
  const replicas = new Map<string, number>()
  for (const { replicasByBroker = {} } of topics) {
    for (const [broker, count] of Object.entries(replicasByBroker)) {
      replicas.set(broker, (replicas.get(broker) ?? 0) + count)
    }
  }
  return [...replicas].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0]
}

/** Counted without their topics' own settings: the broker's defaults stand for all. */
function countedPartitions(facts: FactSet, settings: Settings): Partitions | undefined {
  const listed = facts.of('kafka.log-directory').reduce((sum, { value }) => sum + value.partitions, 0)
  const sized = facts.of('kafka.log-dirs').reduce((sum, { value }) => sum + value.partitions, 0)
  const mapped = Math.max(0, ...facts.of('maps.census').map(({ value }) => value.topicPartitionCount))
  const partitions = listed || sized || mapped
  if (partitions === 0) return undefined
  const scope =
    listed > 0 ? 'in the listed log directories' : sized > 0 ? 'in the log directories' : 'with mapped indexes'
  return { groups: [{ partitions, policy: logPolicy(settings) }], scope }
}
