// The wrappers that are known, and which of them a file has.

import { ansi } from './ansi.ts'
import { buildLevel } from './build-level.ts'
import { cloudFoundry } from './cloud-foundry.ts'
import { collectorStamp } from './collector-stamp.ts'
import { compose } from './compose.ts'
import { cri } from './cri.ts'
import { csvExportOf } from './csv-export.ts'
import { dockerJson } from './docker-json.ts'
import { framePrefixOf } from './frame-prefix.ts'
import { hardWrapOf } from './hard-wrap.ts'
import { htmlEntities } from './html-entities.ts'
import { indentationOf } from './indentation.ts'
import { journald } from './journald.ts'
import { journaldJson } from './journald-json.ts'
import { jsonDocument } from './json-document.ts'
import { jsonEnvelope } from './json-envelope.ts'
import { kubernetesPrefix } from './kubernetes-prefix.ts'
import { lineNumber } from './line-number.ts'
import { markdownQuote } from './markdown-quote.ts'
import { rsyslogEscapes } from './rsyslog-escapes.ts'
import { tagPrefix } from './tag-prefix.ts'
import { tanuki } from './tanuki.ts'
import { shareOf, type Wrapper } from './wrapper.ts'

/** The more particular ones first: the first that fits is taken off. */
export const wrappers: readonly Wrapper[] = [
  ansi,
  htmlEntities,
  markdownQuote,
  lineNumber,
  dockerJson,
  journaldJson,
  cri,
  cloudFoundry,
  journald,
  kubernetesPrefix,
  tanuki,
  rsyslogEscapes,
  jsonDocument,
  jsonEnvelope,
  compose,
  collectorStamp,
  buildLevel,
  tagPrefix,
]

/** Wrappers of which a file's own lines tell how they look; asked where none of the known ones fits. */
const learned = [csvExportOf, framePrefixOf, indentationOf]

const MAX_LAYERS = 6
const SAMPLE_LINES = 400
const FENCE = /^\s*(?:`{3}|~{3})/

/** What to take off, outermost first; each one is judged by lines from which those before it are taken off already. */
export function wrappersOf(lines: readonly string[]): readonly Wrapper[] {
  const found: Wrapper[] = []
  let sample = fenced(lines)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
  while (found.length < MAX_LAYERS) {
    const next = wrappers.find((wrapper) => !found.includes(wrapper) && fits(wrapper, sample)) ?? learn(sample, found)
    if (next === undefined) break
    found.push(next)
    sample = sample.flatMap((line) => next.peel(line)?.text.split('\n') ?? [line]).filter((line) => line.trim() !== '')
  }
  const hardWrap = hardWrapOf(sample)
  return hardWrap === undefined ? found : [...found, hardWrap]
}

/** Of a post in Markdown what stands between its fences, which was copied; the rest was written for it. */
function fenced(lines: readonly string[]): readonly string[] {
  let inside = false
  const copied = lines.filter((line) => {
    const isFence = FENCE.test(line)
    if (isFence) inside = !inside
    return inside && !isFence
  })
  return copied.length === 0 ? lines : copied
}

/** Each kind once: what is left may still look like it. */
function learn(sample: readonly string[], found: readonly Wrapper[]): Wrapper | undefined {
  const fresh = learned.flatMap((wrapperOf) => wrapperOf(sample) ?? [])
  return fresh.find(({ id }) => found.every((other) => other.id !== id))
}

function fits(wrapper: Wrapper, lines: readonly string[]): boolean {
  return wrapper.fits === undefined ? shareOf(wrapper, lines) > 0.5 : wrapper.fits(lines)
}
