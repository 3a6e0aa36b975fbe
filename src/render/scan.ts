// A scan as text: a line a bundle while it goes, then the groups and tallies.

import type { Confidence } from '../model/report.ts'
import type { BundleRecord, CrashGroup, IncidentLine, ScanSummary, Tally } from '../model/scan.ts'
import { type Palette, paletteOf } from './palette.ts'

const MAX_GROUPS = 50
const MAX_TALLIES = 10
const MAX_HOSTS = 5

/** One line, without its end: the bundle, and what killed whom in it. */
export function renderRecord(
  { uri, incidents, notes, artifacts }: BundleRecord,
  options: { readonly color?: boolean } = {},
): string {
  const paint = paletteOf(options.color === true)
  const trouble = notes.length === 0 ? '' : paint.dim(`  (${plural(notes.length, 'problem')} reading it)`)
  if (incidents.length === 0) return `${uri}  ${artifacts === 0 ? 'nothing could be read' : 'no crash found'}${trouble}`
  return `${uri}  ${[...verdictsOf(incidents, paint)].join('; ')}${trouble}`
}

/** Equal verdicts are said once, with their number. */
function* verdictsOf(incidents: readonly IncidentLine[], paint: Palette): Generator<string> {
  const byVerdict = new Map<string, IncidentLine[]>()
  for (const incident of incidents) {
    const verdict = incident.verdict ?? 'undetermined'
    const same = byVerdict.get(verdict)
    if (same) same.push(incident)
    else byVerdict.set(verdict, [incident])
  }
  for (const [verdict, same] of byVerdict) {
    const { confidence, host, diedAt } = same[0] as IncidentLine
    const sure = confidence === undefined || verdict === 'undetermined' ? '' : ` (${paint.confidence(confidence)})`
    const who =
      same.length > 1
        ? ` x ${same.length}`
        : [host, diedAt]
            .filter((part) => part !== undefined)
            .map((part) => `  ${part}`)
            .join('')
    yield `${paint.verdict(verdict)}${sure}${who}`
  }
}

/** Groups of equal crashes, tallies, and what could not be read. */
export function renderSummary(summary: ScanSummary, options: { readonly color?: boolean } = {}): string {
  const paint = paletteOf(options.color === true)
  const { bundles, incidents, groups } = summary
  const parts = [
    `${plural(bundles, 'bundle')}, ${plural(incidents, 'incident')}, ${plural(groups.length, 'different crash', 'different crashes')}`,
    section(
      'Equal crashes',
      groups.slice(0, MAX_GROUPS).map((group) => groupText(group, paint)),
      groups.length - MAX_GROUPS,
      paint,
    ),
    tallyText('By cause', summary.byCause, paint),
    tallyText('By host', summary.byHost, paint),
    tallyText('By JDK', summary.byJdk, paint),
    section(
      'Not read, or not wholly',
      summary.unread.map(({ uri, message }) => (message.startsWith(uri) ? message : `${uri}: ${message}`)),
      0,
      paint,
    ),
    passedOverText(summary),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function groupText(group: CrashGroup, paint: Palette): string {
  const sure =
    group.confidence === undefined || group.verdict === null
      ? ''
      : ` (${paint.confidence(group.confidence as Confidence)})`
  const lines = [
    `${String(group.count).padStart(6)} x ${paint.verdict(group.verdict ?? 'undetermined')}${sure}  ${paint.dim(group.fingerprint)}`,
    `         ${[timeText(group), hostsText(group.hosts), `e.g. ${group.example}`].filter((part) => part !== '').join('; ')}`,
  ]
  return [
    ...lines,
    ...(group.summary === undefined || group.verdict === null ? [] : [`         ${group.summary}`]),
  ].join('\n')
}

function timeText({ firstSeen, lastSeen }: CrashGroup): string {
  if (firstSeen === undefined) return ''
  return firstSeen === lastSeen ? firstSeen : `${firstSeen} to ${lastSeen}`
}

function hostsText(hosts: readonly string[]): string {
  if (hosts.length === 0) return ''
  const more = hosts.length > MAX_HOSTS ? ` and ${hosts.length - MAX_HOSTS} more` : ''
  return `${hosts.slice(0, MAX_HOSTS).join(', ')}${more}`
}

function tallyText(title: string, tallies: readonly Tally[], paint: Palette): string {
  const lines = tallies.slice(0, MAX_TALLIES).map(({ name, count }) => `${String(count).padStart(6)}  ${name}`)
  return section(title, lines, tallies.length - MAX_TALLIES, paint)
}

function section(title: string, lines: readonly string[], more: number, paint: Palette): string {
  if (lines.length === 0) return ''
  const rest = more > 0 ? [`  … and ${more} more (all of them with --format json)`] : []
  return [paint.heading(title), ...lines.map((line) => `  ${line}`), ...rest].join('\n')
}

function passedOverText({ passedOver: { byName, notText, unknownText } }: ScanSummary): string {
  const parts = [
    byName > 0 ? `${byName} by their names (programs, pictures, sources)` : '',
    notText > 0 ? `${notText} that are no text` : '',
    unknownText > 0 ? `${unknownText} of no known kind` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `Passed over: ${parts.join(', ')}. hserr analyze reads any file.`
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}
