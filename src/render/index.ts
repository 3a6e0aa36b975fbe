import type { LazyReport } from '../model/report.ts'
import { renderJson } from './json.ts'
import { renderText } from './text.ts'

export type ReportFormat = 'text' | 'json'

export interface RenderOptions {
  /** Marks up headings and confidence with ANSI colours (text only). */
  readonly color?: boolean
}

const RENDERERS: Record<ReportFormat, (report: LazyReport, options: RenderOptions) => Iterable<string>> = {
  json: renderJson,
  text: renderText,
}

/** The report as a string that ends with a line end. */
export function render(report: LazyReport, as: ReportFormat, options: RenderOptions = {}): string {
  return [...renderPieces(report, as, options)].join('')
}

/** The same in pieces, for a report that is too long to be held as one string; an incident is asked for when it is written. */
export function renderPieces(report: LazyReport, as: ReportFormat, options: RenderOptions = {}): Iterable<string> {
  return RENDERERS[as](report, options)
}
