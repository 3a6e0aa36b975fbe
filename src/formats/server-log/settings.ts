// The configuration that a Kafka broker prints at its start (org.apache.kafka.common.config.AbstractConfig.logAll):
// `KafkaConfig values:`, then one `\tkey = value` a line. Clients print theirs too; only the broker's is taken.

import type { FactTypes } from '../../model/fact-types.ts'

/** Each setting with the number of its line below the heading, from 0. */
export function settingsIn(heading: string, following: string): { line: number; value: FactTypes['kafka.setting'] }[] {
  if (!/\bKafkaConfig values:\s*$/.test(heading)) return []
  return following.split('\n').flatMap((text, line) => {
    const [, key, value] = /^\s*([a-z][\w.-]*) = (.*?)\s*$/.exec(text) ?? []
    return key === undefined || value === undefined ? [] : [{ line, value: { key, value } }]
  })
}
