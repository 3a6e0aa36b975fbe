import type { Report } from '../model/report.ts'
import { renderJson } from './json.ts'
import { renderText } from './text.ts'

export type ReportFormat = 'text' | 'json'

export interface RenderOptions {
  /** Marks up headings and confidence with ANSI colours (text only). */
  readonly color?: boolean
}

const RENDERERS: Record<ReportFormat, (report: Report, options: RenderOptions) => string> = {
  json: renderJson,
  text: renderText,
}

/** The report as a string that ends with a line end. */
export function render(report: Report, as: ReportFormat, options: RenderOptions = {}): string {
  return RENDERERS[as](report, options)
}
