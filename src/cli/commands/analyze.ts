import type { IncidentReport, LazyReport } from '../../node.ts'
import { analyzePathsLazily, renderPieces, sayNote } from '../../node.ts'
import { EXIT } from '../exit-codes.ts'
import { interruptSignal } from '../interrupt.ts'
import { type CommandArguments, limitsOf, textValue, type Values } from '../options.ts'
import { wantsColor, warn, writePieces } from '../output.ts'
import { keepHeapSmall } from '../small-heap.ts'
import { reachesThreshold } from '../threshold.ts'

/** `hserr analyze PATH...`: all paths are the evidence of one bundle. */
export async function run({ operands, values }: CommandArguments): Promise<number> {
  keepHeapSmall(operands)
  const stop = interruptSignal()
  const stdinName = textValue(values, 'stdin-name')
  const report = await analyzePathsLazily(operands, {
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
  let isFound = false
  const incidents = seenBy((incident) => {
    isFound ||= reachesThreshold(incident.diagnoses, values)
  }, report.incidents)
  if (asJson || !isEmpty) {
    const options = { color: wantsColor(values) }
    writePieces(renderPieces({ ...report, incidents }, asJson ? 'json' : 'text', options), values)
  }
  return stop.aborted ? EXIT.interrupted : exitCodeOf(report, isFound, values)
}

/** Each incident is seen as it goes by to be written; none is there a second time. */
function* seenBy(see: (incident: IncidentReport) => void, incidents: Iterable<IncidentReport>) {
  for (const incident of incidents) {
    see(incident)
    yield incident
  }
}

/** What went wrong inside what was read: damage, a cut by a limit, nothing that we know. */
function troubles(report: LazyReport): string[] {
  const failed = report.artifacts.flatMap(({ uri, notes }) =>
    notes.filter(({ code }) => code === 'source/read-failed').map(({ message }) => `${uri}: ${message}`),
  )
  if (report.artifacts.length === 0 || report.artifacts.some(({ format }) => format !== 'unknown')) return failed
  const seen = report.artifacts.length === 1 ? 'the file is' : `none of the ${report.artifacts.length} files is`
  return [...failed, `no log found: ${seen}${report.artifacts.length === 1 ? ' not' : ''} of a kind that hserr knows`]
}

function exitCodeOf(report: LazyReport, isFound: boolean, values: Values): number {
  if (!report.artifacts.some(({ format }) => format !== 'unknown')) return EXIT.usage
  if (isFound) return EXIT.found
  return values.strict === true && !isWhole(report) ? EXIT.incomplete : EXIT.done
}

/** False when something was not read, or was cut on our side. */
function isWhole(report: LazyReport): boolean {
  const isLoss = ({ severity }: { severity: string }) => severity !== 'info'
  return (
    !report.notes.some(isLoss) &&
    !report.artifacts.some(({ notes }) =>
      notes.some(({ code }) => code === 'source/read-failed' || code === 'source/line-cut'),
    )
  )
}
