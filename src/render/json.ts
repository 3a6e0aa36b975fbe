import type { LazyReport } from '../model/report.ts'

/** The report itself, indented by two, an artifact or incident at a time: that of an archive is tens of megabytes long. */
export function* renderJson(report: LazyReport): Generator<string> {
  let before = '{'
  for (const [key, value] of Object.entries(report)) {
    yield `${before}\n  "${key}": `
    if (isList(value)) yield* listPieces(value)
    else yield indented(value)
    before = ','
  }
  yield '\n}\n'
}

function isList(value: string | object): value is Iterable<unknown> {
  return typeof value === 'object' && Symbol.iterator in value
}

function* listPieces(items: Iterable<unknown>): Generator<string> {
  let isEmpty = true
  for (const item of items) {
    // Inside of two lists JSON.stringify indents it as it stands here; to do so by hand takes as long as all the rest.
    const inside = JSON.stringify([[item]], null, 2).slice(BEFORE.length, -BEHIND.length)
    yield `${isEmpty ? '[' : ','}\n    ${inside}`
    isEmpty = false
  }
  yield isEmpty ? '[]' : '\n  ]'
}

const BEFORE = '[\n  [\n    '
const BEHIND = '\n  ]\n]'

/** A line end inside a string is written as \n, so that those there are begin a line. */
function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
}
