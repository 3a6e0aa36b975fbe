import type { Cause } from '../model/cause.ts'
import type { FindingRule } from '../model/finding.ts'

const WIDTH = 100

/** What a cause means, what speaks for and against it, how to confirm and how to fix it. */
export function explain(cause: Cause, rules: readonly FindingRule[], causes: readonly Cause[]): string {
  const titles = new Map(rules.map((rule) => [rule.id, rule]))
  const kinds = causes.filter((other) => other.refines === cause.id)
  const blocks = [
    wrap(`${cause.id}: ${cause.title}`),
    wrap(cause.summary),
    ...(cause.refines === undefined ? [] : [`A kind of ${cause.refines}.`]),
    ...(kinds.length === 0
      ? []
      : [
          list(
            'Kinds of it',
            kinds.map((kind) => `${kind.id}: ${kind.title}`),
          ),
        ]),
    list('Speaks for it', evidenceLines(cause, titles, 1)),
    list('Speaks against it', [
      ...(cause.refutedBy ?? []).map((id) => `${titleOf(id, titles)} (rules it out)`),
      ...evidenceLines(cause, titles, -1),
    ]),
    list('How to confirm', collectLines(cause, titles)),
    remedyBlock(cause, 'now', 'What to do now'),
    remedyBlock(cause, 'for-good', 'What to do for good'),
    list('References', cause.references),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** One line a cause, by family. */
export function explainAll(causes: readonly Cause[]): string {
  const families = [...new Set(causes.map((cause) => cause.family))]
  const width = Math.max(...causes.map((cause) => cause.id.length))
  return families
    .map((family) => {
      const lines = causes
        .filter((cause) => cause.family === family)
        .map((cause) => `  ${cause.id.padEnd(width)}  ${cause.title}`)
      return `${family}\n${lines.join('\n')}\n`
    })
    .join('\n')
}

/** Findings that raise (sign 1) or lower (sign -1) the odds, by weight. */
function evidenceLines(cause: Cause, rules: ReadonlyMap<string, FindingRule>, sign: 1 | -1): string[] {
  return Object.entries(cause.evidence)
    .flatMap(([id, { present = 0, absent = 0 }]) => [
      { points: present * sign, text: titleOf(id, rules) },
      { points: absent * sign, text: `not: ${titleOf(id, rules)}` },
    ])
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ points, text }) => `${text} (odds x ${2 ** points}${sign < 0 ? ' smaller' : ''})`)
}

function titleOf(id: string, rules: ReadonlyMap<string, FindingRule>): string {
  return rules.get(id)?.title ?? id
}

function collectLines(cause: Cause, rules: ReadonlyMap<string, FindingRule>): string[] {
  const lines = Object.keys(cause.evidence).flatMap((id) =>
    (rules.get(id)?.collect ?? []).map(({ what, collect }) => `${what}: ${collect}`),
  )
  return [...new Set(lines)]
}

function remedyBlock(cause: Cause, when: 'now' | 'for-good', title: string): string {
  const remedies = typeof cause.remedies === 'function' ? cause.remedies(NO_INCIDENCE) : cause.remedies
  return list(
    title,
    remedies
      .filter((remedy) => remedy.when === when)
      .map(({ action, command }) => (command === undefined ? action : `${action}\n    $ ${command}`)),
  )
}

const NO_INCIDENCE = { facts: { of: () => [] } as never, findings: new Map() }

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  - ${wrap(line, '    ')}`).join('\n')}`
}

/** Breaks at blanks; further lines begin with `indent`. Lines that hold a command are left whole. */
function wrap(text: string, indent = ''): string {
  return text
    .split('\n')
    .map((line) => (line.trimStart().startsWith('$ ') ? line : wrapLine(line, indent)))
    .join('\n')
}

/** The first line too has `indent` before it, put there by whoever prints it. */
function wrapLine(line: string, indent: string): string {
  const [first = '', ...words] = line.split(' ')
  const lines: string[] = []
  let current = indent + first
  for (const word of words) {
    if (current.length + 1 + word.length > WIDTH) {
      lines.push(current)
      current = indent + word
    } else current = `${current} ${word}`
  }
  return [...lines, current].join('\n').slice(indent.length)
}
