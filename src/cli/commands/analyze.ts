import type { Confidence, Report } from '../../node.ts'
import { analyzePaths, renderPieces, sayNote } from '../../node.ts'
import { EXIT } from '../exit-codes.ts'
import { interruptSignal } from '../interrupt.ts'
import { type CommandArguments, limitsOf, textValue, type Values } from '../options.ts'
import { wantsColor, warn, writePieces } from '../output.ts'
import { reaches } from '../threshold.ts'

/** `hserr analyze PATH...`: all paths are the evidence of one bundle. */
export async function run({ operands, values }: CommandArguments): Promise<number> {
  const stop = interruptSignal()
  const stdinName = textValue(values, 'stdin-name')
  const report = await analyzePaths(operands, {
    limits: limitsOf(values),
    stop,
    ...(stdinName !== undefined && { stdinName }),
    onNote(note) {
      if (note.severity !== 'info') warn(sayNote(note), values)
    },
  })
  for (const line of troubles(report)) warn(line, values)
  const asJson = values.format === 'json'
  const isEmpty = report.artifacts.length === 0
  if (isEmpty) warn('nothing could be read', values)
  if (asJson || !isEmpty)
    writePieces(renderPieces(report, asJson ? 'json' : 'text', { color: wantsColor(values) }), values)
  return stop.aborted ? EXIT.interrupted : exitCodeOf(report, values)
}

/** What went wrong inside what was read: damage, a cut by a limit, nothing that we know. */
function troubles(report: Report): string[] {
  const failed = report.artifacts.flatMap(({ uri, notes }) =>
    notes.filter(({ code }) => code === 'source/read-failed').map(({ message }) => `${uri}: ${message}`),
  )
  if (report.artifacts.length === 0 || report.artifacts.some(({ format }) => format !== 'unknown')) return failed
  const seen = report.artifacts.length === 1 ? 'the file is' : `none of the ${report.artifacts.length} files is`
  return [...failed, `no log found: ${seen}${report.artifacts.length === 1 ? ' not' : ''} of a kind that hserr knows`]
}

function exitCodeOf(report: Report, values: Values): number {
  if (!report.artifacts.some(({ format }) => format !== 'unknown')) return EXIT.usage
  const threshold = textValue(values, 'fail-on')
  if (threshold !== undefined && isFound(report, threshold as Confidence)) return EXIT.found
  return values.strict === true && !isWhole(report) ? EXIT.incomplete : EXIT.done
}

function isFound({ incidents }: Report, threshold: Confidence): boolean {
  return incidents.some(({ diagnoses }) => diagnoses.some(({ confidence }) => reaches(confidence, threshold)))
}

/** False when something was not read, or was cut on our side. */
function isWhole(report: Report): boolean {
  const isLoss = ({ severity }: { severity: string }) => severity !== 'info'
  return (
    !report.notes.some(isLoss) &&
    !report.artifacts.some(({ notes }) =>
      notes.some(({ code }) => code === 'source/read-failed' || code === 'source/line-cut'),
    )
  )
}
