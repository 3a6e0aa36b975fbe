import type { FactSet } from '../model/fact.ts'

const FRAMES = 5

/**
 * `v1:` and 16 hex digits: equal for two deaths of the same kind at the same place. What goes in: how it died, the kind
 * of the failed request, and the innermost frames without addresses, offsets and line numbers.
 */
export function fingerprintOf(facts: FactSet, verdict: string | null): string {
  return `v1:${hash(partsOf(facts, verdict).join('\n'))}`
}

function partsOf(facts: FactSet, verdict: string | null): string[] {
  const oom = facts.of('crash.native-oom')[0]?.value
  if (oom !== undefined) return ['native-oom', oom.call ?? '', oom.reason ?? '', verdict ?? String(oom.bytes)]
  const signal = facts.of('crash.signal')[0]?.value
  if (signal !== undefined)
    return ['signal', signal.name, signal.siCodeName ?? '', signal.sentBy ?? '', ...framesOf(facts)]
  const internal = facts.of('crash.internal-error')[0]?.value
  if (internal !== undefined)
    return ['internal-error', internal.file ?? '', plain(internal.message ?? ''), ...framesOf(facts)]
  const thrown = facts.of('log.exception')[0]?.value.chain.at(-1)
  if (thrown !== undefined && verdict === null) return ['exception', thrown.className, plain(thrown.message ?? '')]
  return ['verdict', verdict ?? 'undetermined']
}

function framesOf(facts: FactSet): string[] {
  const stack = facts.of('crash.stack')[0]?.value
  const frames =
    stack === undefined
      ? facts.of('crash.problematic-frame').map((fact) => fact.value)
      : [...stack.native, ...stack.java]
  return frames
    .slice(0, FRAMES)
    .map((frame) => `${frame.kind} ${plain(frame.library ?? '')} ${plain(frame.symbol ?? '')}`)
}

/** Without what differs from run to run: hidden-class suffixes, addresses, numbers, names of unpacked libraries. */
function plain(text: string): string {
  return text
    .replace(/0x[0-9a-f]+/gi, '')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '#')
    .replace(/\d+/g, '#')
}

/** FNV-1a over UTF-16 units in two lanes of 32 bits; not for security. */
function hash(text: string): string {
  let high = 0x811c9dc5
  let low = 0xcbf29ce4
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ (unit + at), 0x01000193)
  }
  return [high, low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}
