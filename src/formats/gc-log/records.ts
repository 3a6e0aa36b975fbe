// Puts the records of JDK 6 to 8 together from the pieces of their lines. A record that breaks off in one line is closed
// by a later one; what stands between the two belongs to another thread.

import type { Piece, Quantity } from '../../../grammars/gc-log/message.ts'
import { copyCursor, type LineCursor } from '../../source/block.ts'
import { spanOf } from '../../source/excerpt.ts'
import { ShapeCache } from '../../source/shape-cache.ts'
import { readIsoTime } from './decorators.ts'
import type { HeapChange } from './heap.ts'
import { flagOf, platformOf } from './legacy-header.ts'
import type { Moment } from './moment.ts'
import type { PauseKind, Run } from './run.ts'
import type { Runs } from './runs.ts'
import { recordShapes } from './shapes.ts'

type Opened = Extract<Piece, { readonly piece: 'open' }>

/** A collection whose record has begun. */
interface OpenRecord {
  readonly moment: Moment
  readonly cause: string | undefined
  what: Opened['what']
  isMixed: boolean
  startsCycle: boolean
  failed: boolean
  heap: HeapChange | undefined
  ms: number | undefined
  /** Where its duration stands, when its heap is told in a later line. */
  place: LineCursor | undefined
}

const MAX_DEPTH = 16
/** So many lines with brackets that are no records are given to the grammar; then only those that begin one. */
const MAX_REJECTED = 50_000

export class RecordReader {
  /** Lines that held pieces of records. */
  count = 0
  readonly #runs: Runs
  readonly #shapes = new ShapeCache(recordShapes)
  /** What is open, outermost first; the record itself is 'record'. */
  #open: ('record' | 'section' | 'concurrent')[] = []
  #record: OpenRecord | undefined
  /** G1 prints the heap in a line of its own, behind the record. */
  #waiting: OpenRecord | undefined
  #rejected = 0
  #uptime = -1
  #epochMs = -1

  constructor(runs: Runs) {
    this.#runs = runs
  }

  /** A record has begun and not ended. */
  get isOpen(): boolean {
    return this.#record !== undefined
  }

  /** Whether the line holds pieces of records. */
  line(cursor: LineCursor, start: number, isRecordLog: boolean): boolean {
    const mayHold = isRecordLog && this.#rejected < MAX_REJECTED ? mayHoldPieces : mayBegin
    if (!mayHold(cursor.bytes, start, cursor.end)) return false
    const pieces = this.#shapes.find(cursor.bytes, start, cursor.end)?.says.pieces
    if (pieces === undefined || !(isRecordLine(pieces) || (isRecordLog && this.#goesOn(pieces)))) {
      this.#rejected++
      return false
    }
    this.count++
    for (const piece of pieces) this.#apply(piece, cursor)
    return true
  }

  /** A part of a record that began earlier, or G1's details of one, each in brackets of its own. */
  #goesOn(pieces: readonly Piece[]): boolean {
    return this.#record !== undefined || this.#waiting !== undefined || pieces[0]?.piece === 'open'
  }

  /** The pause that still waits for its heap. */
  finish(cursor: LineCursor): void {
    if (this.#waiting !== undefined) this.#emit(this.#waiting, cursor)
    this.#waiting = undefined
  }

  #apply(piece: Piece, cursor: LineCursor): void {
    switch (piece.piece) {
      case 'date':
        this.#epochMs = readIsoTime(cursor.bytes, this.#shapes.offset(piece.at.at))
        break
      case 'uptime':
        this.#stamped(this.#read(piece.seconds))
        break
      case 'open':
        this.#opens(piece, cursor)
        break
      case 'note':
        this.#notes(piece.note, cursor)
        break
      case 'heap':
        if (this.#open.at(-1) === 'record' && this.#record !== undefined) this.#record.heap = this.#changeOf(piece.heap)
        break
      case 'g1-heap':
        if (this.#waiting !== undefined) this.#waiting.heap = this.#changeOf(piece.heap)
        this.finish(cursor)
        break
      case 'duration':
        if (this.#open.at(-1) === 'record' && this.#record !== undefined) this.#record.ms = this.#read(piece.duration)
        break
      case 'stopped':
        this.#stopped(this.#read(piece.total), cursor)
        break
      case 'close':
        this.#closes(cursor)
        break
      default:
        this.#header(piece, cursor)
    }
  }

  #read(quantity: Quantity): number {
    return this.#shapes.number(quantity.at) * quantity.scale
  }

  #changeOf(heap: Extract<Piece, { piece: 'heap' }>['heap']): HeapChange {
    const { before, after, capacity } = heap
    return { before: this.#read(before), after: this.#read(after), capacity: capacity ? this.#read(capacity) : 0 }
  }

  #stamped(uptime: number): void {
    if (this.#runs.restarts({ uptime, epochMs: -1 })) {
      this.#open = []
      this.#record = undefined
      this.#runs.close('abrupt')
    }
    this.#uptime = uptime
  }

  #moment(): Moment {
    return { uptime: this.#uptime, epochMs: this.#epochMs }
  }

  #opens(piece: Opened, cursor: LineCursor): void {
    if (this.#open.length === 0) this.#run(cursor).at(this.#moment())
    if (piece.what === 'section') {
      this.#section(piece.name, cursor)
      this.#push('section')
    } else if (piece.what === 'concurrent') {
      this.#push('concurrent')
      if (/^(?:CMS-)?concurrent-mark-start$/.test(piece.name)) this.#cycleBegins(piece.name, cursor)
    } else {
      this.finish(cursor)
      this.#record = {
        moment: this.#moment(),
        cause: piece.cause,
        what: piece.what,
        isMixed: false,
        startsCycle: false,
        failed: false,
        heap: undefined,
        ms: undefined,
        place: undefined,
      }
      this.#open = ['record']
    }
  }

  #push(opened: 'section' | 'concurrent'): void {
    if (this.#record !== undefined && this.#open.length < MAX_DEPTH) this.#open.push(opened)
  }

  /** The parts of a record tell the collector, and what a `[GC` turned into. */
  #section(name: string, cursor: LineCursor): void {
    const run = this.#run(cursor)
    run.collector = COLLECTORS.find(([part]) => name.startsWith(part))?.[1] ?? run.collector
    run.isDetailed = true
    const record = this.#record
    if (record === undefined || this.#open.length === 0) return
    if (name === '1 CMS-initial-mark') record.what = 'initial-mark'
    else if (name === '1 CMS-remark') record.what = 'remark'
    else if (name === 'ParNew' && record.cause === 'System.gc()') record.startsCycle = true
    else if (/^(?:CMS(?!-| Perm)|Tenured)/.test(name) && record.what === 'young') record.what = 'full'
  }

  #cycleBegins(name: string, cursor: LineCursor): void {
    const run = this.#run(cursor)
    run.collector ??= name.startsWith('CMS') ? 'Concurrent Mark Sweep' : 'G1'
    run.concurrentCycles++
    run.oldCollection(this.#moment())
  }

  #notes(note: Extract<Piece, { piece: 'note' }>['note'], cursor: LineCursor): void {
    const run = this.#run(cursor)
    if (note === 'gc-time-limit') run.timeLimit.see(run.uri, this.#moment(), cursor)
    if (note === 'concurrent-mode-failure') run.modeFailures.see(run.uri, this.#moment(), cursor)
    const record = this.#record
    if (record === undefined) return
    if (note === 'mixed') record.isMixed = true
    if (note === 'initial-mark') record.startsCycle = true
    if (note === 'to-space-exhausted' || note === 'promotion-failed') record.failed = true
  }

  #stopped(ms: number, cursor: LineCursor): void {
    const run = this.#run(cursor)
    run.at(this.#moment())
    if (ms >= 1000 && ms > run.pauses.lastMs * 1.2) run.longPause('Threads stopped', ms, this.#moment(), cursor)
  }

  #closes(cursor: LineCursor): void {
    const closed = this.#open.pop()
    const record = this.#record
    if (closed !== 'record' || record === undefined) return
    this.#record = undefined
    if (record.what === 'young' && record.heap === undefined) {
      record.place = copyCursor(cursor)
      this.#waiting = record
    } else {
      this.#emit(record, cursor)
    }
  }

  /** A record that lost its end has no duration and is no pause. */
  #emit(record: OpenRecord, cursor: LineCursor): void {
    if (record.ms === undefined) return
    const run = this.#run(cursor)
    if (run.first === undefined || record.moment.uptime >= 0 || record.moment.epochMs >= 0) run.at(record.moment)
    if (record.failed) run.evacuationFailures++
    const kind = kindOf(record)
    const { times } = run.tally(kind.what, kind.cause)
    times.count++
    times.totalMs += record.ms
    times.maxMs = Math.max(times.maxMs, record.ms)
    run.pause(kind, record.heap, record.ms, record.moment, record.place ?? cursor)
  }

  #header(piece: Extract<Piece, { piece: 'vm' | 'flags' | 'memory' }>, cursor: LineCursor): void {
    if (piece.piece === 'vm' && this.#runs.hasPauses()) this.#runs.close('abrupt')
    const run = this.#run(cursor)
    const span = spanOf(run.uri, cursor)
    if (piece.piece === 'vm') {
      run.jdk = { ...platformOf(piece.text), span }
    } else if (piece.piece === 'flags') {
      for (const text of piece.flags) {
        const flag = flagOf(text)
        if (flag !== undefined) run.flags.push({ ...flag, span })
        if (flag?.name === 'MaxHeapSize' && typeof flag.value === 'number') run.heap.stated = flag.value
      }
    } else {
      const { physical, swap } = piece
      run.memory = {
        bytes: this.#read(physical.total),
        freeBytes: this.#read(physical.free),
        ...(swap && { swapBytes: this.#read(swap.total), swapFreeBytes: this.#read(swap.free) }),
        span,
      }
    }
  }

  #run(cursor: LineCursor): Run {
    const run = this.#runs.current(cursor)
    run.endLine = cursor.endLine
    return run
  }
}

const COLLECTORS: readonly (readonly [string, string])[] = [
  ['DefNew', 'Serial'],
  ['PSYoungGen', 'Parallel'],
  ['ParNew', 'Concurrent Mark Sweep'],
  ['CMS', 'Concurrent Mark Sweep'],
  ['Parallel Time', 'G1'],
]

function kindOf(record: OpenRecord): PauseKind {
  const { what, isMixed, startsCycle, cause } = record
  const name = { young: 'Young', full: 'Full', remark: 'Remark', cleanup: 'Cleanup', 'initial-mark': 'Initial Mark' }[
    what as 'young'
  ]
  const detail = isMixed ? ' (Mixed)' : startsCycle ? ' (Concurrent Start)' : ''
  const kind = what === 'full' ? 'full' : what !== 'young' ? 'other' : isMixed ? 'mixed' : 'young'
  return { what: `Pause ${name}${detail}`, kind, cause, startsCycle }
}

/** Pieces that no other text has: a header, a phase, or a collection with its cause or a part of it. */
function isRecordLine(pieces: readonly Piece[]): boolean {
  return pieces.some((piece, index) => {
    if (piece.piece !== 'open') return OWN_PIECES.has(piece.piece)
    if (piece.what === 'section') return false
    return piece.what === 'concurrent' || piece.cause !== undefined || pieces.slice(index + 1).some(isPart)
  })
}

const OWN_PIECES: ReadonlySet<Piece['piece']> = new Set(['stopped', 'vm', 'flags', 'memory'])

function isPart({ piece }: Piece): boolean {
  return piece === 'open' || piece === 'heap' || piece === 'duration' || piece === 'note'
}

/** `[GC`, `[Full GC`, `[CMS-`, `… threads were stopped`, or a line of the header. */
function mayBegin(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    const next = bytes[at + 1]
    if (byte === 91 && (next === 71 || next === 70 || next === 67)) return true
    if (byte === 84 && next === 111 && bytes[at + 2] === 116 && bytes[at + 5] === 32) return true
    if (at === start && ((byte === 67 && next === 111) || (byte === 74 && next === 97) || byte === 79 || byte === 77))
      return true
  }
  return false
}

/** Brackets, or a line that begins in the midst of a record. */
function mayHoldPieces(bytes: Uint8Array, start: number, end: number): boolean {
  if (mayBegin(bytes, start, end) || bytes[start] === 44) return true
  for (let at = start; at < end; at++) if (bytes[at] === 91 || bytes[at] === 93) return true
  return false
}
