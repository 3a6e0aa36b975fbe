// What mail, browsers and terminals do to a trace before it reaches us: lines wrapped at a fixed width, HTML entities,
// `at` torn from its frame. Undone here, so that the grammar describes only what the JVM prints.

export interface RepairedText {
  readonly text: string
  /** For each line of `text` the line of the original where it starts, from 1. */
  readonly lineOf: readonly number[]
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' }
const LOCATION = String.raw`\((?:[^\s():]+\.(?:java|scala|kt|groovy|clj)(?::\d+)?|Native Method|Unknown Source)\)`
const FRAME_WITHOUT_AT = new RegExp(String.raw`^[ \t]*(?:[\w$@.-]*/){0,2}[\w$]+(?:\.[\w$<>-]+)+${LOCATION}`)
const OPEN_FRAME = /^[ \t]*at[ \t]+[^\s()]+(?:\([^()]*)?$/
const LONE_AT = /^[ \t]*at[ \t]*$/
const STRUCTURE = /^[ \t]*(?:at[ \t]|Caused by:|Suppressed:|Wrapped by:|\.\.\.[ \t]*\d)/
const MAX_PIECES = 4

/** The text as it was printed, as far as can be told. */
export function repair(original: string): RepairedText {
  const lines = (original.includes('&') ? withoutEntities(original) : original).split('\n')
  const repaired: string[] = []
  const lineOf: number[] = []
  for (let index = 0; index < lines.length; index++) {
    lineOf.push(index + 1)
    let line = (lines[index] as string).replace(/\r$/, '')
    for (let pieces = 1; pieces < MAX_PIECES && isTorn(line, lines[index + 1]); pieces++) {
      line = `${LONE_AT.test(line) ? `${line.trimEnd()} ` : line}${(lines[++index] as string).trim()}`
    }
    repaired.push(FRAME_WITHOUT_AT.test(line) ? `at ${line.trim()}` : line)
  }
  return { text: repaired.join('\n'), lineOf }
}

/** A frame without its closing parenthesis goes on in the next line, unless that one is whole by itself. */
function isTorn(line: string, next: string | undefined): boolean {
  if (next === undefined || next.trim() === '' || STRUCTURE.test(next)) return false
  if (LONE_AT.test(line)) return true
  return OPEN_FRAME.test(line) && /^[^()]*(?:\([^()]*)?\)/.test(next)
}

function withoutEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] as string)
}
