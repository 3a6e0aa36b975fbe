import type { Report } from '../model/report.ts'

/** The report itself, indented by two, an artifact or incident at a time: that of an archive is tens of megabytes long. */
export function* renderJson(report: Report): Generator<string> {
  let before = '{'
  for (const [key, value] of Object.entries(report)) {
    yield `${before}\n  "${key}": `
    if (Array.isArray(value) && value.length > 0) yield* listPieces(value)
    else yield indented(value, '  ')
    before = ','
  }
  yield '\n}\n'
}

function* listPieces(items: readonly unknown[]): Generator<string> {
  let before = '['
  for (const item of items) {
    yield `${before}\n    ${indented(item, '    ')}`
    before = ','
  }
  yield '\n  ]'
}

/** A line end inside a string is written as \n, so that those there are begin a line. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`)
}
