// Writes the records of a scan, or of several joined, in the form that is asked for.

import process from 'node:process'
import {
  type BundleRecord,
  type IncidentFilter,
  matches,
  renderRecord,
  renderSummary,
  type ScanRecord,
  type ScanSummary,
  Summarizer,
} from '../node.ts'
import { instantOf } from './instant.ts'
import { textValue, type Values } from './options.ts'
import { wantsColor, writeResult } from './output.ts'

type ScanFormat = 'text' | 'json' | 'ndjson'

/** Takes records one by one; text and NDJSON go out as they come when they go to stdout. */
export class ScanOutput {
  readonly #values: Values
  readonly #format: ScanFormat
  readonly #filter: IncidentFilter
  readonly #color: boolean
  readonly #summarizer = new Summarizer()
  readonly #held: string[] = []
  readonly #bundles: BundleRecord[] = []

  constructor(values: Values) {
    this.#values = values
    this.#format = (textValue(values, 'format') as ScanFormat | undefined) ?? (process.stdout.isTTY ? 'text' : 'ndjson')
    this.#filter = filterOf(values)
    this.#color = wantsColor(values)
  }

  /** Answers the record as filtered, or undefined when nothing of it is asked for. */
  add(record: ScanRecord): ScanRecord | undefined {
    const kept = record.kind === 'bundle' ? this.#filtered(record) : record
    if (kept === undefined) return undefined
    this.#summarizer.add(kept)
    if (this.#format === 'ndjson') this.#line(JSON.stringify(kept))
    else if (kept.kind === 'bundle') {
      if (this.#format === 'text') this.#line(renderRecord(kept, { color: this.#color }))
      else this.#bundles.push(kept)
    }
    return kept
  }

  end(): ScanSummary {
    const summary = this.#summarizer.summary()
    if (this.#format === 'ndjson') this.#line(JSON.stringify(summary))
    if (this.#format === 'text') this.#line(`\n${renderSummary(summary, { color: this.#color }).trimEnd()}`)
    if (this.#format === 'json') {
      const bundles = this.#bundles.sort((a, b) => (a.uri < b.uri ? -1 : 1))
      this.#held.push(
        `${JSON.stringify({ ...summary, kind: 'scan', bundles: summary.bundles, records: bundles }, null, 2)}\n`,
      )
    }
    if (this.#held.length > 0) writeResult(this.#held.join(''), this.#values)
    return summary
  }

  #line(text: string): void {
    if (textValue(this.#values, 'output') === undefined) process.stdout.write(`${text}\n`)
    else this.#held.push(`${text}\n`)
  }

  #filtered(record: BundleRecord): BundleRecord | undefined {
    if (Object.keys(this.#filter).length === 0) return record
    const incidents = record.incidents.filter((incident) => matches(incident, this.#filter))
    return incidents.length === 0 ? undefined : { ...record, incidents }
  }
}

function filterOf(values: Values): IncidentFilter {
  const now = textValue(values, 'now')
  const nowMs = now === undefined ? Date.now() : instantOf('now', now, Date.now())
  const cause = textValue(values, 'cause')
  const host = textValue(values, 'host')
  const since = textValue(values, 'since')
  const until = textValue(values, 'until')
  return {
    ...(cause !== undefined && { cause }),
    ...(host !== undefined && { host }),
    ...(since !== undefined && { sinceMs: instantOf('since', since, nowMs) }),
    ...(until !== undefined && { untilMs: instantOf('until', until, nowMs) }),
  }
}
