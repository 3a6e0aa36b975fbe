// `docker events` and `podman events`: one line for each thing that happened to a container.
//
//   2019-05-04T18:05:45.011072877-05:00 container oom 29d72966e0be… (image=cp-kafka:5.2.1, name=kafka_1)
//   2019-05-04T18:05:45.213621187-05:00 container die 29d72966e0be… (exitCode=137, image=cp-kafka:5.2.1, name=kafka_1)
//   {"status":"die",…,"Type":"container","Action":"die","Actor":{"ID":"29d7…","Attributes":{"exitCode":"137",…}},…}
//   2024-05-01 10:11:12.000000000 +0200 CEST container died 29d72966e0be (image=…, name=kafka, containerExitCode=137)

import type { Instant } from '../../model/instant.ts'
import type { LineCursor } from '../../source/block.ts'
import { copyCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import { stampIn } from '../../source/stamp.ts'

/** One such line, whatever happened. */
export const RUNTIME_EVENT =
  /^\s*\d{4}-\d\d-\d\d[T ]\S+ (?:[+-]\d{4} \w+ )?container \w+(?:: \S+)? [0-9a-f]{12,64} \(.*\)\s*$|^\{.*"Type":"container","Action":"\w/
const WORDS = /container (\w+)(?:: \S+)? ([0-9a-f]{12,64}) \((.*)\)/

interface RuntimeEvent {
  readonly action: string
  readonly id: string
  readonly exitCode: number | undefined
  readonly container: string | undefined
  readonly at: Instant | undefined
}

/** Reads the ends of containers; that memory ran out stands in an event of its own, before the end. */
export class RuntimeEvents {
  readonly #outOfMemory = new Map<string, LineCursor>()

  read(text: string, cursor: LineCursor, facts: FactLedger): boolean {
    if (!RUNTIME_EVENT.test(text)) return false
    const event = text.startsWith('{') ? eventOfJson(text) : eventOfWords(text)
    if (event === undefined) return false
    if (event.action === 'oom') this.#outOfMemory.set(event.id, copyCursor(cursor))
    if (event.action === 'die' || event.action === 'died') this.#died(event, cursor, facts)
    return true
  }

  end(facts: FactLedger): void {
    // It went on: what was killed was not the container's first process.
    for (const place of this.#outOfMemory.values()) facts.say('memory.cgroup', { oomKills: 1 }, place)
  }

  #died({ id, exitCode, container, at }: RuntimeEvent, cursor: LineCursor, facts: FactLedger): void {
    facts.say(
      'container.terminated',
      {
        ...(this.#outOfMemory.delete(id) && { reason: 'OOMKilled' }),
        ...(exitCode !== undefined && { exitCode }),
        ...(container !== undefined && { container }),
        ...(at !== undefined && { finishedAt: at }),
      },
      cursor,
      { at },
    )
  }
}

function eventOfWords(text: string): RuntimeEvent | undefined {
  const words = WORDS.exec(text)
  if (!words) return undefined
  const [, action, id, attributes] = words as unknown as [string, string, string, string]
  const code = /\b(?:e|containerE)xitCode=(\d+)/.exec(attributes)?.[1]
  return {
    action,
    id,
    exitCode: code === undefined ? undefined : Number(code),
    container: /\bname=([^,]+)/.exec(attributes)?.[1],
    at: stampIn(text.slice(0, 64)),
  }
}

function eventOfJson(text: string): RuntimeEvent | undefined {
  const field = (name: string) => new RegExp(`"${name}":"?([^",}]+)`).exec(text)?.[1]
  const [action, id, code, nanos] = [field('Action'), field('ID'), field('exitCode'), field('timeNano')]
  if (action === undefined || id === undefined) return undefined
  return {
    action,
    id,
    exitCode: code === undefined ? undefined : Number(code),
    container: field('name'),
    at: nanos === undefined ? undefined : { epochMs: Math.floor(Number(nanos) / 1e6), precisionMs: 1, zone: 'utc' },
  }
}
