// What a line of unified logging means for the run it stands in.

import type { Message, Pause, Quantity, Statement, Transition } from '../../../grammars/gc-log/message.ts'
import type { LineCursor } from '../../source/block.ts'
import { spanOf } from '../../source/excerpt.ts'
import type { HeapChange } from './heap.ts'
import type { Moment } from './moment.ts'
import { isSystemGc, type PauseKind, type Run, type Tally } from './run.ts'
import type { Parsed } from './shapes.ts'

/** Reads a number of the line that is being looked at. */
export type Read = (quantity: Quantity) => number

const MAX_OPEN = 64
const MAX_PLANS = 8192

/** Applies statements to runs; remembers what lines of one collection say together. */
export class UnifiedEvents {
  /** Highest id of a pause of this run, to notice a restart in a log without clocks. */
  lastPauseId = -1
  readonly #openCollections = new Set<number>()
  #lastFailureId = -1
  /** What each shape of pause means; its message is one object, so that no string is made for a pause. */
  readonly #plans = new Map<Pause, PausePlan>()

  startRun(): void {
    this.lastPauseId = -1
    this.#openCollections.clear()
    this.#lastFailureId = -1
    this.#plans.clear()
  }

  apply(
    kind: Parsed['kind'],
    { says }: Message,
    id: number,
    read: Read,
    run: Run,
    moment: Moment,
    cursor: LineCursor,
  ): void {
    if (kind === 'pause') this.#pause(says as Pause, id, read, run, moment, cursor)
    else if (kind === 'cycle') this.#cycleBegins(run, moment)
    else this.#applyRare(says, id, read, run, moment, cursor)
  }

  #applyRare(says: Statement, id: number, read: Read, run: Run, moment: Moment, cursor: LineCursor): void {
    switch (says.kind) {
      case 'collection':
        this.#collection(says, id, read, run, moment, cursor)
        break
      case 'cleanup':
        run.heap.collected(changeOf(says.heap, read), false, moment)
        break
      case 'allocation-stall':
        run.allocationStalls++
        break
      case 'out-of-memory':
        run.outOfMemory.see(run.uri, moment, cursor)
        break
      case 'to-space-exhausted':
      case 'promotion-failed':
        this.#evacuationFailed(id, run)
        break
      case 'trigger':
        // A request that waits for a running cycle is printed again.
        if (says.explicit && !run.isAskedFor('shenandoah')) run.askedFor('shenandoah', moment, cursor, undefined)
        break
      case 'gc-time-limit':
        run.timeLimit.see(run.uri, moment, cursor)
        break
      case 'metaspace-oom':
        run.metaspaceFailed.see(run.uri, moment, cursor)
        break
      case 'safepoint':
        safepoint(says.operation, read(says.total), run, moment, cursor)
        break
      case 'stopped':
        stopped(read(says.total), run, moment, cursor)
        break
      case 'epsilon-heap':
        run.epsilonUsed = { used: read(says.used), reserved: read(says.reserved), span: spanOf(run.uri, cursor) }
        break
      case 'exit-heap':
        run.exited = true
        break
      default:
        header(says, read, run, cursor)
        break
    }
  }

  #pause(pause: Pause, id: number, read: Read, run: Run, moment: Moment, cursor: LineCursor): void {
    const plan = this.#planOf(pause, run)
    if (plan.duration === undefined) return
    const ms = read(plan.duration)
    const { times } = plan.tally
    times.count++
    times.totalMs += ms
    if (ms > times.maxMs) times.maxMs = ms
    if (plan.kind !== 'other' && id > this.lastPauseId) this.lastPauseId = id
    if (plan.evacuationFailure) this.#evacuationFailed(id, run)
    if (plan.beginsCycle) this.#cycleBegins(run, moment)
    if (plan.isInitMark) run.collectionsSinceExplicit++
    const heap = plan.heap === undefined ? undefined : changeOf(plan.heap, read)
    run.pause(plan, heap, ms, moment, cursor)
  }

  #planOf(pause: Pause, run: Run): PausePlan {
    const known = this.#plans.get(pause)
    if (known !== undefined) return known
    if (this.#plans.size >= MAX_PLANS) this.#plans.clear()
    const plan = planOf(pause, run)
    this.#plans.set(pause, plan)
    return plan
  }

  #cycleBegins(run: Run, moment: Moment): void {
    run.concurrentCycles++
    run.oldCollection(moment)
  }

  /** ZGC: announced by a line without figures, unless only `gc` is logged; one id is one collection. */
  #collection(
    says: Extract<Statement, { kind: 'collection' }>,
    id: number,
    read: Read,
    run: Run,
    moment: Moment,
    cursor: LineCursor,
  ): void {
    const heap = says.heap && changeOf(says.heap, read)
    if (this.#isNewCollection(id, heap !== undefined)) {
      run.concurrentCycles++
      run.collectionsSinceExplicit++
      if (says.name !== 'Minor Collection') run.oldCollection(moment)
      if (says.cause === 'Metadata GC Threshold') run.metadataGcs++
      if (isSystemGc(says.cause)) run.askedFor('z', moment, cursor, heap?.before)
    }
    if (heap !== undefined) run.heap.collected(heap, says.name === 'Minor Collection', moment)
  }

  #isNewCollection(id: number, isEnd: boolean): boolean {
    if (id < 0) return isEnd
    // The second line of a collection ends it, with figures or with `Aborted`.
    if (this.#openCollections.delete(id)) return false
    if (isEnd) return true
    if (this.#openCollections.size >= MAX_OPEN) this.#openCollections.clear()
    this.#openCollections.add(id)
    return true
  }

  /** JDK 9 to 20 say it in a line of its own, later ones in the pause's; once a collection. */
  #evacuationFailed(id: number, run: Run): void {
    if (id >= 0 && id === this.#lastFailureId) return
    this.#lastFailureId = id
    run.evacuationFailures++
  }
}

/** A kind of pause in one run. */
interface PausePlan extends PauseKind {
  readonly tally: Tally
  /** CMS has no line for its cycle; G1's initial mark has a cause. */
  readonly beginsCycle: boolean
  readonly isInitMark: boolean
  readonly evacuationFailure: boolean
  readonly duration: Quantity | undefined
  readonly heap: Transition | undefined
}

function planOf(pause: Pause, run: Run): PausePlan {
  const what = `Pause ${pause.name}${pause.subtype === undefined ? '' : ` (${pause.subtype})`}`
  return {
    what,
    kind: kindOf(pause),
    cause: pause.cause,
    startsCycle: pause.subtype === 'Concurrent Start' || pause.name === 'Initial Mark',
    beginsCycle: pause.name === 'Initial Mark' && pause.cause === undefined,
    isInitMark: pause.name === 'Init Mark',
    evacuationFailure: pause.evacuationFailure,
    duration: pause.duration,
    heap: pause.heap,
    tally: run.tally(what, pause.cause),
  }
}

function kindOf(pause: Pause): PauseKind['kind'] {
  if (pause.name === 'Mixed' || pause.subtype === 'Mixed') return 'mixed'
  if (pause.name === 'Young' || pause.name === 'Initial Mark') return pause.heap === undefined ? 'other' : 'young'
  if (pause.name === 'Full') return 'full'
  return pause.name === 'Degenerated GC' ? 'degenerated' : 'other'
}

function changeOf(heap: Transition, read: Read): HeapChange {
  return { before: read(heap.before), after: read(heap.after), capacity: heap.capacity ? read(heap.capacity) : 0 }
}

/** Stops for collections are told by their pause lines already. */
const COLLECTS = /Collect|GC|^G1|^Z|^X|^Shenandoah|^CMS|^Parallel|^Gen/

function safepoint(operation: string, ms: number, run: Run, moment: Moment, cursor: LineCursor): void {
  if (!COLLECTS.test(operation)) run.longPause(`Safepoint ${operation}`, ms, moment, cursor)
}

/** JDK 9 to 12 do not say what for; the last pause's own length is no news. */
function stopped(ms: number, run: Run, moment: Moment, cursor: LineCursor): void {
  if (ms >= 1000 && ms > run.pauses.lastMs * 1.2) run.longPause('Threads stopped', ms, moment, cursor)
}

function header(says: Statement, read: Read, run: Run, cursor: LineCursor): void {
  if (says.kind === 'using') {
    run.collector = says.collector
  } else if (says.kind === 'map-count-heap') {
    run.mapCountHeap = read(says.size)
  } else if (says.kind === 'map-count-limit') {
    run.mapCount = { required: read(says.required), current: read(says.current), span: spanOf(run.uri, cursor) }
  } else if (says.kind === 'version') {
    run.jdk = { version: says.text.replace(/ \(.*\)$/, ''), span: spanOf(run.uri, cursor) }
    run.isDetailed = true
  } else if (says.kind === 'memory') {
    run.memory = { bytes: read(says.size), span: spanOf(run.uri, cursor) }
    run.isDetailed = true
  } else if (says.kind === 'heap-max') {
    run.heap.stated = read(says.size)
    run.isDetailed = true
  }
}
