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

/**
 * JSON.stringify itself indents an item as it stands here when it is given inside of two lists, behind another one; each
 * piece is cut out of that text, since to indent or to join texts of this length takes as long as all the rest.
 */
function* listPieces(items: Iterable<unknown>): Generator<string> {
  let isFirst = true
  for (const item of items) {
    yield isFirst
      ? JSON.stringify([[item]], null, 2).slice('[\n  '.length, -END.length)
      : JSON.stringify([[0, item]], null, 2).slice('[\n  [\n    0'.length, -END.length)
    isFirst = false
  }
  yield isFirst ? '[]' : '\n  ]'
}

const END = '\n  ]\n]'

/** A line end inside a string is written as \n, so that those there are begin a line. */
function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
}
