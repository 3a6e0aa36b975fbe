// What Kafka's tools say of topics: `kafka-topics.sh --describe`, `kafka-configs.sh --describe` and the JSON of
// `kafka-log-dirs.sh --describe`, in one file or in several.
//
// Source: kafka.admin.TopicCommand, ConfigCommand, LogDirsCommand (0.8 to 4.x; org.apache.kafka.tools since 3.7).

import type { AnyFact } from '../../model/fact.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Note } from '../../model/note.ts'
import type { Span } from '../../model/span.ts'
import { eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { spanOf, spanThrough } from '../../source/excerpt.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { type Head, shareOfLines } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'
import { entityLine, settingLine } from './entity-line.ts'
import { isLogDirsText, logDirsIn } from './log-dirs.ts'
import { settingOf } from './setting.ts'
import { type PartitionLine, partitionLine, type TopicLine, topicLine } from './topic-line.ts'

export const kafkaTopics: Format = {
  id: 'kafka-topics',
  title: 'Topics as kafka-topics.sh, kafka-configs.sh and kafka-log-dirs.sh describe them',
  needles: ['PartitionCount:', '"logDirs":'],
  detect,
  load: async () => ({ open }),
}

function detect(head: Head): number {
  const { matches, share } = shareOfLines(
    head,
    (line) =>
      topicLine(line) !== undefined ||
      partitionLine(line) !== undefined ||
      entityLine(line) !== undefined ||
      isLogDirsText(line),
  )
  if (matches === 0) return 0
  const settings = shareOfLines(head, (line) => settingLine(line) !== undefined)
  return 0.95 * Math.min(1, share + settings.share)
}

const MAX_TOPICS = 5000

type Topic = { -readonly [K in keyof FactTypes['kafka.topic']]: FactTypes['kafka.topic'][K] } & {
  span: Span
  replicasByBroker: Record<string, number>
  seen: number
  leaderless: number
  underReplicated: number
  settings: Record<string, string>
}

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const facts = new FactLedger(uri)
  const topics = new Map<string, Topic>()
  let leftOut = 0
  let damagedLine: number | undefined
  let entity: ReturnType<typeof entityLine>

  function topicAt(name: string, cursor: LineCursor): Topic | undefined {
    const known = topics.get(name)
    if (known !== undefined) {
      known.span = spanThrough(known.span, cursor)
      return known
    }
    if (topics.size >= MAX_TOPICS) {
      leftOut++
      return undefined
    }
    const topic: Topic = {
      name,
      settings: {},
      replicasByBroker: {},
      seen: 0,
      leaderless: 0,
      underReplicated: 0,
      span: spanOf(uri, cursor),
    }
    topics.set(name, topic)
    return topic
  }

  /** A setting of the topic or broker that the heading above names. */
  function takeSetting(key: string, value: string, cursor: LineCursor): void {
    if (entity?.type === 'topic') {
      const topic = topicAt(entity.name, cursor)
      if (topic !== undefined) topic.settings[key] = value
    } else if (entity?.type === 'broker') {
      facts.say('kafka.setting', settingOf({ key, value }), cursor)
    }
  }

  function understands(text: string, cursor: LineCursor): boolean {
    const described = topicLine(text)
    if (described !== undefined) describe(topicAt(described.topic, cursor), described)
    const partition = described === undefined ? partitionLine(text) : undefined
    if (partition !== undefined) place(topicAt(partition.topic, cursor), partition)
    if (described !== undefined || partition !== undefined) return true
    const heading = entityLine(text)
    if (heading !== undefined) {
      entity = heading
      for (const [key, value] of Object.entries(heading.settings)) takeSetting(key, value, cursor)
      return true
    }
    const setting = entity === undefined ? undefined : settingLine(text)
    if (setting !== undefined) takeSetting(setting.key, setting.value, cursor)
    return setting !== undefined
  }

  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        const directories = isLogDirsText(text) ? logDirsIn(text) : undefined
        if (directories === undefined && isLogDirsText(text) && text.includes('{')) damagedLine ??= cursor.line
        for (const value of directories ?? []) facts.say('kafka.log-dirs', value, cursor)
        if (directories !== undefined || isLogDirsText(text) || understands(text, cursor)) lines.recognized++
        else lines.addUnknown(cursor)
      })
    },
    end() {
      const found = [...topics.values()]
      return {
        value: {
          topics: found.map(({ span: _, ...topic }) => topic),
          directories: facts.facts.filter(({ type }) => type === 'kafka.log-dirs').map(({ value }) => value),
        },
        facts: [...found.map(topicFact), ...facts.facts],
        coverage: lines.coverage(),
        notes: [...facts.notes('kafka-topics'), ...cappedNote(leftOut), ...damagedNote(damagedLine)],
        empty: found.length === 0 && facts.facts.length === 0,
      }
    },
  }
}

function describe(topic: Topic | undefined, { partitions, replicationFactor, settings }: TopicLine): void {
  if (topic === undefined) return
  topic.partitions = partitions
  topic.replicationFactor = replicationFactor
  Object.assign(topic.settings, settings)
}

function place(topic: Topic | undefined, { replicas, inSync, isLeaderless }: PartitionLine): void {
  if (topic === undefined) return
  topic.seen++
  topic.replicationFactor ??= replicas.length
  for (const broker of replicas) topic.replicasByBroker[broker] = (topic.replicasByBroker[broker] ?? 0) + 1
  if (isLeaderless) topic.leaderless++
  if (inSync.length < replicas.length) topic.underReplicated++
}

/** Where the heading is missing (a grep), the partitions that were seen are counted. */
function topicFact({ span, seen, replicasByBroker, partitions = seen, ...topic }: Topic): AnyFact {
  const value = {
    ...topic,
    ...(partitions > 0 && { partitions }),
    ...(seen > 0 && seen === partitions && { replicasByBroker }),
  }
  return { type: 'kafka.topic', value, span }
}

function cappedNote(leftOut: number): Note[] {
  if (leftOut === 0) return []
  const message = `${leftOut} lines of further topics are left out: ${MAX_TOPICS} topics are kept.`
  return [{ code: 'kafka-topics/capped', severity: 'warning', message }]
}

function damagedNote(line: number | undefined): Note[] {
  if (line === undefined) return []
  const message = 'The JSON of the log directories is cut or damaged; nothing of it was read.'
  return [{ code: 'kafka-topics/not-json', severity: 'warning', message, line }]
}
