// server.properties and its kin: broker, KRaft and client properties, `.env` files of container images, and what Kafka
// prints of its own configuration when it stands alone (`log.roll.ms = null`).
//
// Source: java.util.Properties#load; org.apache.kafka.server.config (names of settings).
// Lost on the way: what the command line or dynamic configuration overrides (kafka-configs.sh tells that).

import { copyCursor, eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { type Head, shareOfLines } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'
import { type Property, PropertyLines } from './properties.ts'
import { isTelling, settingOf } from './setting.ts'

export const serverProperties: Format = {
  id: 'server-properties',
  title: 'Configuration of a broker or client (Java properties)',
  detect,
  load: async () => ({ open }),
}

/** A blank may set them apart too; only a dotted name tells that from prose. */
const ROW = /^\s*([A-Za-z][\w.-]*(?=\s*[=:])|[a-z]\w*(?:\.[\w-]+)+(?=\s+\S+\s*$))/
/** A broker's log prints its configuration too; the log's own reader knows at what time. */
const LOGGED = /^.{0,60}\b(?:INFO|WARN|DEBUG)\b.*\b(?:Config )?values:/m

function detect(head: Head): number {
  if (LOGGED.test(head.text)) return 0
  const { share } = shareOfLines(head, (line) => ROW.test(line) || /^\s*[#!]/.test(line) || /^\s.*\S/.test(line))
  const keys = new Set(head.lines.flatMap((line) => ROW.exec(line)?.[1] ?? []))
  if (share < 0.8 || keys.size === 0) return 0
  const telling = [...keys].filter((key) => isTelling(settingOf({ key, value: '' }).key)).length
  if (telling >= 2) return 0.9 * share
  const isProperties = [...keys].filter((key) => /^[a-z][\w-]*(?:\.[\w-]+)+$/.test(key) && !OF_SYSCTL.test(key)).length
  return isProperties >= 3 && isProperties > 0.7 * keys.size && head.text.includes('=') ? 0.3 : 0
}

const OF_SYSCTL = /^(?:vm|kernel|net|fs|dev|user|abi|debug)\./
const MAX_SHOWN = 1000

function open({ uri, head }: ReadingContext): Reader {
  const lines = new LineCount()
  const facts = new FactLedger(uri)
  const properties = new PropertyLines()
  const settings: Record<string, string> = {}
  let count = 0
  let start: LineCursor | undefined
  const isBroker =
    /^[ \t]*(?:KAFKA_(?:CFG_)?)?(?:broker[._]id|node[._]id|process[._]roles|log[._]dirs?|zookeeper[._]connect|num[._]partitions)\s*[=:]/im.test(
      head.text,
    )

  /** A property is cited at the line where it begins. */
  function take(property: Property | undefined): void {
    const place = start
    if (!properties.isOpen) start = undefined
    if (property === undefined || place === undefined) return
    const setting = settingOf(property)
    count++
    if (count <= MAX_SHOWN) settings[setting.key] = setting.value
    if (setting.value === 'null' || setting.value === '') return
    if (isBroker || isTelling(setting.key)) facts.say('kafka.setting', setting, place)
  }

  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        if (!properties.isOpen && !ROW.test(text)) {
          if (/^\s*[#!]/.test(text) || text.trim() === '') lines.ignored++
          else lines.addUnknown(cursor)
          return
        }
        lines.recognized++
        start ??= copyCursor(cursor)
        take(properties.push(text))
      })
    },
    end() {
      take(properties.end())
      return {
        value: { settings, count },
        facts: facts.facts,
        coverage: lines.coverage(),
        notes: facts.notes('server-properties'),
        empty: facts.facts.length === 0,
      }
    },
  }
}
