// The report for a person at 3 a.m.: the first line is the answer, then the proof with file and line, then what to do.

import type { Remedy } from '../model/cause.ts'
import type { Collect } from '../model/finding.ts'
import type { Diagnosis, EvidenceItem, IncidentReport, LazyReport } from '../model/report.ts'
import type { Span } from '../model/span.ts'
import { shortened } from '../model/wording.ts'
import { type Palette, paletteOf } from './palette.ts'

const MAX_EVIDENCE = 8
const MAX_ALTERNATIVES = 8
const EXCERPT_WIDTH = 110
/** The first line of a longer place (a table of mappings, a whole log) says nothing about what was counted in it. */
const MAX_QUOTED_LINES = 100

/** Plain text, an incident at a time; every one begins with its answer. */
export function* renderText(report: LazyReport, options: { readonly color?: boolean } = {}): Generator<string> {
  const paint = paletteOf(options.color === true)
  let isEmpty = true
  for (const incident of report.incidents) {
    if (!isEmpty) yield `\n\n${'─'.repeat(80)}\n\n`
    yield incidentText(incident, report, paint)
    isEmpty = false
  }
  if (isEmpty) yield 'Nothing was read.'
  for (const part of [filesText(report, paint), notesText(report, paint)]) if (part !== '') yield `\n\n${part}`
  yield '\n'
}

function incidentText(incident: IncidentReport, report: LazyReport, paint: Palette): string {
  const verdict = incident.diagnoses.find(({ cause }) => cause === incident.verdict)
  const alternatives = incident.diagnoses.filter((diagnosis) => diagnosis !== verdict)
  const main = verdict ?? alternatives.find(({ confidence }) => confidence !== 'excluded')
  // What is only possible is worded as a condition: its remedies are no advice yet.
  const isAnswered = verdict !== undefined || main === undefined
  const parts = [
    answerLine(incident, verdict, alternatives, report, paint),
    processText(incident, main, paint),
    main === undefined
      ? ''
      : evidenceText(isAnswered ? 'How we know' : `What speaks for ${main.cause}`, main.for, '+', paint),
    main === undefined ? '' : evidenceText('What speaks against it', main.against, '-', paint),
    alternativesText(
      alternatives.filter((diagnosis) => diagnosis !== main),
      main,
      paint,
    ),
    collectText(
      verdict === undefined ? alternatives.flatMap(({ missing }) => missing) : verdict.missing,
      verdict,
      paint,
    ),
    remediesText(isAnswered ? 'What to do now' : `If it is ${main.cause}: now`, main?.remedies ?? [], 'now', paint),
    remediesText(
      isAnswered ? 'What to do for good' : `If it is ${main.cause}: for good`,
      main?.remedies ?? [],
      'for-good',
      paint,
    ),
    main === undefined || main.references.length === 0
      ? ''
      : `${paint.heading('Read more')}\n  ${main.references.join('\n  ')}`,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function answerLine(
  incident: IncidentReport,
  verdict: Diagnosis | undefined,
  alternatives: readonly Diagnosis[],
  report: LazyReport,
  paint: Palette,
): string {
  if (verdict !== undefined)
    return `${paint.verdict(verdict.cause)} (${paint.confidence(verdict.confidence)}): ${verdict.summary}`
  const open = alternatives.filter(({ confidence }) => confidence !== 'excluded')
  if (open.length === 0) {
    const seen = incident.symptoms.slice(0, 2).map(({ statement }) => statement)
    if (seen.length > 0)
      return `${paint.verdict('undetermined')}: ${seen.join('; ')}; it fits no cause that hserr knows.`
    const files = report.artifacts.length === 1 ? 'this file' : `these ${report.artifacts.length} files`
    return `${paint.verdict('undetermined')}: nothing in ${files} shows why the process ended, or that it failed at all.`
  }
  // A symptom that speaks for one of them says more than the last error of a log does.
  const telling = new Set(open.flatMap((diagnosis) => diagnosis.for.map(({ finding }) => finding)))
  const shown = incident.symptoms.find(({ finding }) => telling.has(finding)) ?? incident.symptoms[0] ?? open[0]?.for[0]
  const surfaced = shown === undefined ? '' : `${shown.statement}; `
  const names = open.slice(0, 3).map(({ cause, confidence }) => `${cause} (${confidence})`)
  const collect = open.flatMap(({ missing }) => missing)[0]
  const advice = collect === undefined ? '' : ` To decide, collect ${collect.what}: ${collect.collect}`
  return `${paint.verdict('undetermined')}: ${surfaced}the evidence fits ${names.join(', ')} and ${names.length === 1 ? 'does not prove it' : 'proves none'}.${advice}`
}

function processText(incident: IncidentReport, main: Diagnosis | undefined, paint: Palette): string {
  const { pid, host, jvm, application, startedAt, diedAt } = incident.process
  const rows: [string, string | undefined][] = [
    [
      'process',
      [pid === undefined ? '' : `pid ${pid}`, host === undefined ? '' : `on ${host}`].filter(Boolean).join(' ') ||
        undefined,
    ],
    ['runs', [application, jvm === undefined ? undefined : `JDK ${jvm}`].filter(Boolean).join(' on ') || undefined],
    ['lived', startedAt === undefined && diedAt === undefined ? undefined : `${startedAt ?? '?'} to ${diedAt ?? '?'}`],
    ['chain', main === undefined || main.chain.length < 2 ? undefined : main.chain.join(' → ')],
  ]
  return rows
    .flatMap(([name, value]) => (value === undefined ? [] : [`  ${paint.dim(name.padEnd(8))} ${value}`]))
    .join('\n')
}

function evidenceText(title: string, items: readonly EvidenceItem[], mark: string, paint: Palette): string {
  if (items.length === 0) return ''
  const distinct = items.filter(isFirstToSay)
  const lines = distinct
    .slice(0, MAX_EVIDENCE)
    .map((item) =>
      [`  ${mark} ${item.statement}`, ...item.spans.slice(0, 2).map((span) => spanLine(span, paint))].join('\n'),
    )
  const more = distinct.length > MAX_EVIDENCE ? [`  … and ${distinct.length - MAX_EVIDENCE} more (--format json)`] : []
  return [paint.heading(title), ...lines, ...more].join('\n')
}

/** Two findings may read the same number ("at the limit", "near the limit"); a person reads it once. */
function isFirstToSay(item: EvidenceItem, index: number, all: readonly EvidenceItem[]): boolean {
  return all.findIndex(({ statement }) => statement === item.statement) === index
}

function spanLine(span: Span, paint: Palette): string {
  const lines = span.endLine > span.line ? `${span.line}-${span.endLine}` : String(span.line)
  const place = `      ${paint.dim(`${span.artifact}:${lines}`)}`
  if (span.excerpt === '' || span.endLine - span.line >= MAX_QUOTED_LINES) return place
  const excerpt = shortened(span.excerpt, EXCERPT_WIDTH)
  return `${place}  ${excerpt}`
}

function alternativesText(items: readonly Diagnosis[], main: Diagnosis | undefined, paint: Palette): string {
  const others = items.filter(({ cause }) => !(main?.chain ?? []).includes(cause))
  if (others.length === 0) return ''
  const lines = others.slice(0, MAX_ALTERNATIVES).map((item) => {
    const reason = item.against[0]?.statement ?? item.for[0]?.statement ?? 'nothing that was seen speaks for it'
    return `  ${item.cause} (${item.confidence}): ${reason}`
  })
  return [paint.heading('What else was weighed'), ...lines].join('\n')
}

function collectText(items: readonly Collect[], verdict: Diagnosis | undefined, paint: Palette): string {
  if (items.length === 0 || verdict?.confidence === 'certain') return ''
  const seen = new Set<string>()
  const distinct = items.filter(({ collect }) => !seen.has(collect) && seen.add(collect)).slice(0, 6)
  return [
    paint.heading('What is missing to be sure'),
    ...distinct.map(({ what, collect }) => `  ? ${what}\n      $ ${collect}`),
  ].join('\n')
}

function remediesText(title: string, remedies: readonly Remedy[], when: Remedy['when'], paint: Palette): string {
  const chosen = remedies.filter((remedy) => remedy.when === when)
  if (chosen.length === 0) return ''
  const lines = chosen.map(
    ({ action, command }, index) =>
      `  ${index + 1}. ${action}${command === undefined ? '' : `\n      $ ${paint.command(command)}`}`,
  )
  return [paint.heading(title), ...lines].join('\n')
}

function filesText(report: LazyReport, paint: Palette): string {
  if (report.artifacts.length === 0) return ''
  const lines = report.artifacts.map(({ uri, format, lines, complete, coverage }) => {
    const unknown = coverage.unknown === 0 ? '' : `, ${coverage.unknown} not understood`
    return `  ${uri}  ${paint.dim(`${format}, ${lines} ${lines === 1 ? 'line' : 'lines'}${unknown}${complete ? '' : ', cut'}`)}`
  })
  return [paint.heading('Files'), ...lines].join('\n')
}

function notesText(report: LazyReport, paint: Palette): string {
  const own = report.artifacts.flatMap(({ uri, notes }) =>
    notes.map((note) => `${uri}${note.line === undefined ? '' : `:${note.line}`}: ${note.message}`),
  )
  const all = [...own, ...report.notes.map((note) => note.message)]
  return all.length === 0 ? '' : [paint.heading('Notes'), ...all.map((line) => `  ! ${line}`)].join('\n')
}
