// `docker events` and `podman events`: one line for each thing that happened to a container.
//
//   2019-05-04T18:05:45.011072877-05:00 container oom 29d72966e0be… (image=cp-kafka:5.2.1, name=kafka_1)
//   2019-05-04T18:05:45.213621187-05:00 container die 29d72966e0be… (exitCode=137, image=cp-kafka:5.2.1, name=kafka_1)
//   2024-05-01 10:11:12.000000000 +0200 CEST container died 29d72966e0be (image=…, name=kafka, containerExitCode=137)

import type { LineCursor } from '../../source/block.ts'
import { copyCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import { stampIn } from '../../source/stamp.ts'

/** One such line, whatever happened. */
export const RUNTIME_EVENT =
  /^\d{4}-\d\d-\d\d[T ]\S+ (?:[+-]\d{4} \w+ )?container (\w+)(?:: \S+)? ([0-9a-f]{12,64}) \((.*)\)\s*$/

/** Reads the ends of containers; that memory ran out stands in an event of its own, before the end. */
export class RuntimeEvents {
  readonly #outOfMemory = new Map<string, LineCursor>()

  read(text: string, cursor: LineCursor, facts: FactLedger): boolean {
    const event = RUNTIME_EVENT.exec(text)
    if (!event) return false
    const [, action, id, attributes] = event as unknown as [string, string, string, string]
    if (action === 'oom') this.#outOfMemory.set(id, copyCursor(cursor))
    if (action === 'die' || action === 'died') this.#died(id, attributes, cursor, facts, text)
    return true
  }

  end(facts: FactLedger): void {
    // It went on: what was killed was not the container's first process.
    for (const place of this.#outOfMemory.values()) facts.say('memory.cgroup', { oomKills: 1 }, place)
  }

  #died(id: string, attributes: string, cursor: LineCursor, facts: FactLedger, text: string): void {
    const code = /\b(?:e|containerE)xitCode=(\d+)/.exec(attributes)?.[1]
    const container = /\bname=([^,]+)/.exec(attributes)?.[1]
    const finishedAt = stampIn(text.slice(0, 64))
    facts.say(
      'container.terminated',
      {
        ...(this.#outOfMemory.delete(id) && { reason: 'OOMKilled' }),
        ...(code !== undefined && { exitCode: Number(code) }),
        ...(container !== undefined && { container }),
        ...(finishedAt !== undefined && { finishedAt }),
      },
      cursor,
      { at: finishedAt },
    )
  }
}
