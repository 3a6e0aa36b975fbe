// Lines of `kafka-configs.sh --describe`:
//   Dynamic configs for topic events are:
//     retention.ms=1000 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=1000}
//   Configs for topic 'events' are retention.ms=1000,segment.bytes=1048576      (before 2.5)

import type { Property } from './properties.ts'
import { settingsOf } from './topic-line.ts'

export interface Entity {
  readonly type: 'topic' | 'broker' | 'other'
  readonly name: string
  /** Those on the line itself, in the older layout. */
  readonly settings: Readonly<Record<string, string>>
}

const HEADING =
  /^\s*(?:Dynamic |All |Default |Quota |SCRAM credential )*[Cc]onfigs? for (?:the )?(?:default )?(\w+?)s?(?:-principal)? ?['"]?([^'"\s]*)['"]?(?: in the cluster)? are:? ?(.*)$/
const SETTING = /^\s*([a-z][a-z0-9._-]*)=(.*?)(?: sensitive=(?:true|false) synonyms=\{.*\})?\s*$/

export function entityLine(line: string): Entity | undefined {
  const match = HEADING.exec(line)
  if (match === null) return undefined
  const [, type, name, settings = ''] = match
  const known = type === 'topic' || type === 'broker' ? type : 'other'
  return { type: known, name: name as string, settings: settingsOf(settings) }
}

export function settingLine(line: string): Property | undefined {
  const match = SETTING.exec(line)
  return match === null || match[2] === 'null' ? undefined : { key: match[1] as string, value: match[2] as string }
}
