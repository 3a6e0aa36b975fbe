import type { Report } from '../model/report.ts'

/** The report itself, indented by two. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
