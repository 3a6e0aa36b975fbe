export type { StackTrace, Thrown } from './link.ts'
export type { Frame } from './parser.ts'

import { link, type StackTrace } from './link.ts'
import { parseSections } from './parser.ts'
import { repair } from './repair.ts'

export interface StackTraceReading {
  readonly traces: readonly StackTrace[]
  /** Lines (from 1) that look like a part of a trace and could not be read. */
  readonly leftoverLines: readonly number[]
}

const STRUCTURAL = /^[ \t]*(?:at[ \t]+\S+\(|Caused by:|Suppressed:|\.\.\. \d+ (?:more|common))/

/** Every Java stack trace in a text; lines that belong to none are passed over. */
export function readStackTraces(original: string): StackTraceReading {
  const { text, lineOf } = repair(original)
  const { sections, failedLines } = parseSections(text)
  const lines = text.split('\n')
  const leftover = failedLines.filter((line) => STRUCTURAL.test(lines[line - 1] ?? ''))
  const at = (line: number): number => lineOf[line - 1] ?? line
  for (const section of sections) {
    section.line = at(section.line)
    section.endLine = (lineOf[section.endLine] ?? original.split('\n').length + 1) - 1
  }
  return { traces: link(sections), leftoverLines: leftover.map(at) }
}
