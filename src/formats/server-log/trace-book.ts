// Stack traces, told apart: equal ones are parsed once and counted. Traces are equal when nothing but numbers differs
// (object ids, lambda numbers, offsets in messages), line numbers excepted.

import type { Frame, StackTrace, Thrown } from '../../../grammars/stack-trace/index.ts'
import { readStackTraces } from '../../../grammars/stack-trace/index.ts'
import type { AnyFact } from '../../model/fact.ts'
import type { FactTypes, JavaFrame, Throwable } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import { copyText } from '../../source/copy-text.ts'
import { Tally } from './occurrence.ts'
import { type Place, spanAt } from './record.ts'
import { factOf, type Run } from './run.ts'
import { ShapeCache, type ShapeScratch } from './shape.ts'

const MAX_SHAPES = 1000
const MAX_SHAPE_BYTES = 3 << 20
const MAX_TRACES = 500
const MAX_LAST = 50
const MAX_FRAMES = 100
const MAX_LAST_FRAMES = 20
const MAX_CHAIN = 30
const MAX_MESSAGE = 2000
const MAX_LEFTOVER = 100
/** Of so many characters a trace keeps a small part. */
const LONG_TEXT = 1 << 14

/** The record that a trace was printed under. */
export interface Under {
  readonly thread?: string
  readonly level?: string
  readonly logger?: string
  readonly message?: string
}

/** A text with traces and what is known around it. */
export interface TraceText {
  readonly uri: string
  readonly text: string
  /** For each line of the text its place; a text within one line has one. */
  readonly places: readonly Place[]
  readonly under: Under
  readonly at: Instant | undefined
  readonly run: Run
}

interface Told {
  readonly value: Omit<FactTypes['log.exception'], 'count'>
  readonly tally: Tally
  readonly span: Span
  readonly at: Instant | undefined
  readonly run: Run
}

/** A trace of a known text: whom to count, and on which of the text's lines it starts. */
export type Seen = readonly { readonly told: Told; readonly line: number }[]

export class TraceBook {
  /** Lines that look like a part of a trace and could not be read. */
  readonly leftoverLines: number[] = []
  /** Traces that were not told apart, because the book was full. */
  untold = 0
  firstUntoldLine = 0
  /** Texts that went through the grammar. */
  parsedTexts = 0
  readonly #cache = new ShapeCache<Seen>(MAX_SHAPES, MAX_SHAPE_BYTES)
  readonly #bySignature = new Map<string, Told>()
  readonly #last: TraceText[] = []

  /** The traces of a text of this shape, if one was read before. */
  seen(shape: ShapeScratch): Seen | undefined {
    return this.#cache.get(shape)
  }

  add(shape: ShapeScratch, trace: TraceText): void {
    if (this.#bySignature.size < MAX_TRACES) this.#cache.add(shape, this.#parse(trace))
    else this.#keepLast(trace)
  }

  #keepLast(trace: TraceText): void {
    this.#last.push(trace)
    if (this.#last.length <= MAX_LAST) return
    const forgotten = this.#last.shift() as TraceText
    this.firstUntoldLine ||= (forgotten.places[0] as Place).line
    this.untold++
  }

  #parse(trace: TraceText): Seen {
    const { text, under, at, run } = trace
    this.parsedTexts++
    const { traces, leftoverLines } = readStackTraces(text)
    for (const line of leftoverLines) {
      if (this.leftoverLines.length < MAX_LEFTOVER) this.leftoverLines.push(placeOf(trace, line).line)
    }
    return traces.map((found, index) => {
      // A second trace behind a record was printed by somebody else.
      const value = exceptionOf(found, index === 0 ? under : {})
      const signature = signatureOf(value.chain, run)
      const told = this.#bySignature.get(signature) ?? this.#tell(signature, value, found, trace)
      told.tally.see(placeOf(trace, found.line).line, at)
      return { told, line: found.line }
    })
  }

  #tell(signature: string, value: Told['value'], found: StackTrace, trace: TraceText): Told {
    const place = placeOf(trace, found.line)
    const excerpt = copyText(trace.text.split('\n', found.line)[found.line - 1] ?? '')
    const span = spanAt(trace.uri, { ...place, endLine: placeOf(trace, found.endLine).endLine }, excerpt)
    const own = trace.text.length > LONG_TEXT ? withoutText(value) : value
    const told = { value: own, tally: new Tally(trace.at, place.line), span, at: trace.at, run: trace.run }
    this.#bySignature.set(signature, told)
    return told
  }

  facts(): AnyFact[] {
    for (const trace of this.#last.splice(0)) this.#parse(trace)
    return [...this.#bySignature.values()].map(({ value, tally, span, at, run }) =>
      factOf('log.exception', { ...value, ...tally.occurrence }, span, at, run),
    )
  }
}

/** The same in strings of its own: as cuts of the text, they would keep all of it, 500 times 256 KiB. */
function withoutText(value: Told['value']): Told['value'] {
  return JSON.parse(JSON.stringify(value))
}

function placeOf({ places }: TraceText, line: number): Place {
  return places[Math.min(line, places.length) - 1] as Place
}

function exceptionOf(found: StackTrace, under: Under): Told['value'] {
  const chain = firstAndLast(found.chain, MAX_CHAIN, 10).map(throwableOf)
  return {
    chain: namedByMessage(chain, found.thread === undefined ? under.message : undefined),
    ...(found.suppressed.length > 0 ? { suppressed: found.suppressed.slice(0, MAX_CHAIN).map(throwableOf) } : {}),
    // A thread's last words are its own, whatever record they are printed behind.
    ...(found.thread === undefined ? under : { thread: found.thread }),
  }
}

/** Of a long list its beginning and its end: there are the throw, the thread's start and the root cause. */
function firstAndLast<T>(list: readonly T[], most: number, last: number): readonly T[] {
  return list.length <= most ? list : [...list.slice(0, most - last), ...list.slice(-last)]
}

function throwableOf({ className, message, frames }: Thrown): Throwable {
  return {
    className,
    ...(message === undefined ? {} : { message: message.slice(0, MAX_MESSAGE) }),
    frames: firstAndLast(frames, MAX_FRAMES, MAX_LAST_FRAMES).map(javaFrame),
  }
}

function javaFrame({ className, method, file, line, isNative }: Frame): JavaFrame {
  return {
    className,
    method,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(isNative === undefined ? {} : { isNative }),
  }
}

const THROWABLE_IN_MESSAGE =
  /(?:^|[\s:(])((?:[A-Za-z_$][\w$]*\.)+[A-Z][\w$]*(?:Exception|Error|Throwable)[\w$]*)(?:: (.*))?$/s

/** JBoss and others print `message: java.io.IOException: text` in one line, and the frames right below. */
function namedByMessage(chain: readonly Throwable[], message: string | undefined): readonly Throwable[] {
  const thrown = chain[0]
  if (thrown === undefined || thrown.className !== '' || message === undefined) return chain
  const [, className, said] = THROWABLE_IN_MESSAGE.exec(message) ?? []
  if (className === undefined) return chain
  return [{ ...thrown, className, ...(said ? { message: said.slice(0, MAX_MESSAGE) } : {}) }, ...chain.slice(1)]
}

function signatureOf(chain: readonly Throwable[], run: Run): string {
  const parts = chain.map(({ className, message, frames }) => {
    const lines = frames.map((frame) => `${frame.className}.${frame.method}:${frame.line ?? ''}`)
    return [className, message ?? '', ...lines]
      .join('\n')
      .replace(/(:\d+)|(?:0x)?\d[0-9a-fx]*/g, (_, lineNumber?: string) => lineNumber ?? '#')
  })
  return [run.id, ...parts].join('\0')
}
