import type { HsErr } from '../../../grammars/hs-err/index.ts'
import type { Note } from '../../model/note.ts'
import { hasEnd } from './completeness.ts'
import { kindOf } from './death-facts.ts'
import type { LogText } from './log-text.ts'

/** What is missing from a log; `whole` false: the file itself was cut, which is noted elsewhere. */
export function notesOf(log: HsErr, text: LogText, whole: boolean): Note[] {
  const notes: Note[] = []
  const last = log.sections.at(-1)
  if (whole && !hasEnd(log) && last !== undefined && kindOf(log) !== 'fragment') {
    notes.push({
      code: 'hs-err/truncated',
      severity: 'warning',
      line: text.lastLine,
      message: `The crash log has no end: the last section is "${last}". What should follow it is unknown, not absent.`,
    })
  }
  if (text.droppedLines > 0) {
    notes.push({
      code: 'hs-err/text-capped',
      severity: 'warning',
      line: text.firstDroppedLine,
      message: `The log's text is too long: ${text.droppedLines} of the lines from here on, map rows aside, were not read.`,
    })
  }
  if (text.table.places.overflowed) {
    notes.push({
      code: 'hs-err/places-capped',
      severity: 'warning',
      line: text.table.firstLine,
      message: 'The memory map names more folders than are kept apart; the rest is counted together.',
    })
  }
  if (log.afterEnd !== undefined) {
    notes.push({
      code: 'hs-err/text-after-end',
      severity: 'info',
      line: text.lineOf(log.afterEnd.row),
      message: 'What stands behind the end of the crash log is not a part of it and was not read as such.',
    })
  }
  for (const { row, text: said } of log.troubles) {
    notes.push({
      code: 'hs-err/reporting-error',
      severity: 'info',
      line: text.lineOf(row),
      message: `The JVM could not finish a section: ${said}`,
    })
  }
  return notes
}

/** Of a file that holds more logs than are kept. */
export function logsCapped(dropped: number): Note {
  return {
    code: 'hs-err/logs-capped',
    severity: 'warning',
    message: `${dropped} crash logs of this file are left out: the first one and the latest ones are kept.`,
  }
}
