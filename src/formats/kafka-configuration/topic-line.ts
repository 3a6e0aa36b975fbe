// A line of `kafka-topics.sh --describe`:
//   Topic:test  PartitionCount:3  ReplicationFactor:2  Configs:segment.bytes=1048576,cleanup.policy=compact,delete
//     Topic: test  Partition: 0  Leader: 1  Replicas: 1,2  Isr: 1,2
// 2.2 and later put a blank behind each colon, 2.8 a TopicId, 3.7 Elr and LastKnownElr. Fields are set apart by tabs,
// which copying turns into blanks.

export interface TopicLine {
  readonly topic: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly settings: Readonly<Record<string, string>>
}

export interface PartitionLine {
  readonly topic: string
  readonly partition: number
  readonly isLeaderless: boolean
  readonly replicas: readonly string[]
  readonly inSync: readonly string[]
}

const TOPIC =
  /^\s*Topic:\s*(\S+)\s+(?:TopicId:\s*\S*\s+)?PartitionCount:\s*(\d+)\s+ReplicationFactor:\s*(\d+)(?:\s+Configs:\s*(.*))?\s*$/
const PARTITION =
  /^\s*Topic:\s*(\S+)\s+(?:TopicId:\s*\S*\s+)?Partition:\s*(\d+)\s+Leader:\s*(\S+)\s+Replicas:\s*([\d,]*)\s+Isr:\s*([\d,]*)/

export function topicLine(line: string): TopicLine | undefined {
  const match = TOPIC.exec(line)
  if (match === null) return undefined
  const [, topic, partitions, factor, configs = ''] = match
  return {
    topic: topic as string,
    partitions: Number(partitions),
    replicationFactor: Number(factor),
    settings: settingsOf(configs),
  }
}

export function partitionLine(line: string): PartitionLine | undefined {
  const match = PARTITION.exec(line)
  if (match === null) return undefined
  const [, topic, partition, leader, replicas, inSync] = match
  return {
    topic: topic as string,
    partition: Number(partition),
    isLeaderless: leader === 'none' || leader === '-1',
    replicas: ids(replicas as string),
    inSync: ids(inSync as string),
  }
}

/** `a=1,b=compact,delete`: a value may hold commas, a new setting begins with its name. */
export function settingsOf(configs: string): Record<string, string> {
  const settings: Record<string, string> = {}
  for (const part of configs.trim().split(/,\s*(?=[a-z][\w.-]*=)/)) {
    const equals = part.indexOf('=')
    if (equals > 0) settings[part.slice(0, equals).trim()] = part.slice(equals + 1).trim()
  }
  return settings
}

function ids(list: string): string[] {
  return list.split(',').filter((id) => id !== '')
}
