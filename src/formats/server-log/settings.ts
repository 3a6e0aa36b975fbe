// The configuration that a Kafka broker prints at its start (org.apache.kafka.common.config.AbstractConfig.logAll):
// `KafkaConfig values:`, then one `\tkey = value` a line. Clients print theirs too; only the broker's is taken.

import type { FactTypes } from '../../model/fact-types.ts'

export interface PrintedSetting {
  /** Of its line below the heading, from 0. */
  readonly index: number
  readonly value: FactTypes['kafka.setting']
}

export function settingsIn(heading: string, following: () => string): PrintedSetting[] {
  if (!/\bKafkaConfig values:\s*$/.test(heading)) return []
  return following()
    .split('\n')
    .flatMap((text, index) => {
      const [, key, value] = /^\s*([a-z][\w.-]*) = (.*?)\s*$/.exec(text) ?? []
      return key === undefined || value === undefined ? [] : [{ index, value: { key, value } }]
    })
}
