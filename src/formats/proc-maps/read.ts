import { takeCensus } from '../../mappings/census.ts'
import { MapRowScanner } from '../../mappings/map-row.ts'
import { codeOf } from '../../mappings/mapping-kind.ts'
import { MappingTable } from '../../mappings/table.ts'
import type { ProcessKey } from '../../model/fact.ts'
import type { MappingsCensus } from '../../model/fact-types.ts'
import type { Note } from '../../model/note.ts'
import type { Span } from '../../model/span.ts'
import { type Block, cursorOf, type LineCursor, lineText, moveToLine } from '../../source/block.ts'
import { spanOf } from '../../source/excerpt.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { FirstAndLast } from '../../source/first-and-last.ts'
import { LineCount } from '../../source/line-count.ts'
import { LineEnds } from '../../source/line-ends.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { processMemory, type Resident, ResidentSums } from './resident.ts'

/** Fewer rows pasted somewhere are a quotation, not a map. */
const LEAST_ROWS = 3
const KEPT_MAPS = 20
const CRASH_LOG_TITLE = 'Dynamic libraries:'
const ROLLUP = /^[0-9a-f]{8,16}-[0-9a-f]{8,16} .*\[rollup\]\s*$/

const STACK = codeOf('stack')
const SPECIAL = codeOf('special')
const GATE = codeOf('gate')

export function open(format: 'proc-maps' | 'smaps'): (context: ReadingContext) => Reader {
  return ({ uri }) => new MapsReader(format, uri)
}

interface MapRead {
  readonly mappings: MappingsCensus
  readonly resident: Resident | undefined
  readonly span: Span
  readonly process: ProcessKey | undefined
}

/** One map being read; its rows go up in address, so a step down is the beginning of another process's map. */
class MapsReader implements Reader {
  claimed = false
  readonly #format: string
  readonly #uri: string
  readonly #lines = new LineCount()
  readonly #lineEnds = new LineEnds()
  readonly #facts: FactLedger
  readonly #maps = new FirstAndLast<MapRead>(KEPT_MAPS)
  readonly #row = new MapRowScanner()
  #table = new MappingTable({ ascending: true })
  #resident = new ResidentSums()
  #span: Span | undefined
  /** Of the map being read, and of the one that the line before speaks of: `$ cat /proc/2423/maps`. */
  #process: ProcessKey | undefined
  #announced: ProcessKey | undefined
  #damaged = 0
  #pendingDamage = 0
  #inCrashLog = false
  #isRollup = false
  #placesCapped = false

  constructor(format: string, uri: string) {
    this.#format = format
    this.#uri = uri
    this.#facts = new FactLedger(uri)
  }

  block(block: Parameters<Reader['block']>[0]): void {
    const { unknown } = this.#lines
    const lineEnds = this.#lineEnds.of(block)
    const cursor = cursorOf(block)
    for (let index = 0; index < lineEnds.count; ) {
      moveToLine(cursor, block, lineEnds, index)
      const isCopied = this.#inCrashLog && this.#isCrashLogRow(cursor)
      const rows = isCopied ? 0 : this.#takeRows(block, lineEnds, index, cursor)
      this.#lines.recognized += rows
      if (isCopied) this.#lines.addUnknown(cursor)
      else if (rows === 0) this.#takeOther(cursor)
      index += Math.max(rows, 1)
    }
    this.claimed = this.#lines.unknown === unknown
  }

  #takeRows(block: Block, lineEnds: LineEnds, index: number, cursor: LineCursor): number {
    const before = this.#table.rows
    const rows = this.#table.addRun(block, lineEnds, index)
    if (rows === 0) {
      if (!this.#table.stepsDown) return 0
      this.#finishMap(true)
      return this.#takeRows(block, lineEnds, index, cursor)
    }
    if (before === 0) this.#begin(cursor)
    else this.#damaged += this.#pendingDamage
    this.#isRollup = false
    this.#pendingDamage = 0
    return rows
  }

  #begin(cursor: LineCursor): void {
    this.#span = spanOf(this.#uri, cursor)
    this.#process = this.#announced
    this.#announced = undefined
  }

  #takeOther(cursor: LineCursor): void {
    const text = lineText(cursor)
    this.#inCrashLog = text.startsWith(CRASH_LOG_TITLE)
    if (ROLLUP.test(text)) this.#startRollup(cursor)
    else if (!this.#takeDetail(text)) {
      this.#lines.addUnknown(cursor)
      this.#announced = announcedIn(text)
      if (text.trim() !== '') this.#pendingDamage++
      return
    }
    this.#lines.recognized++
  }

  /** A crash log's copy of the map is the crash log's to count; it ends at the first line that is no row. */
  #isCrashLogRow({ bytes, start, end }: LineCursor): boolean {
    this.#inCrashLog = this.#row.scan(bytes, start, end)
    return this.#inCrashLog
  }

  #startRollup(cursor: LineCursor): void {
    this.#finishMap(true)
    this.#isRollup = true
    this.#begin(cursor)
  }

  #takeDetail(text: string): boolean {
    return this.#span !== undefined && this.#resident.add(text, this.#isRollup ? -1 : this.#table.rows - 1)
  }

  #finishMap(inputComplete: boolean): void {
    const table = this.#table
    const resident = this.#resident.resident(table)
    if ((table.rows >= LEAST_ROWS || resident !== undefined) && this.#span !== undefined) {
      const complete = inputComplete && this.#damaged === 0 && reachesTop(table)
      const mappings = takeCensus(table, { moment: 'snapshot', total: null, complete })
      const span = { ...this.#span, endLine: Math.max(this.#span.endLine, table.lastLine) }
      this.#maps.add({ mappings, resident, span, process: this.#process })
    }
    this.#placesCapped ||= table.places.overflowed
    this.#table = new MappingTable({ ascending: true })
    this.#resident = new ResidentSums()
    this.#span = undefined
    this.#damaged = 0
    this.#pendingDamage = 0
    this.#isRollup = false
  }

  end({ complete }: { readonly complete: boolean }): Reading {
    this.#finishMap(complete)
    const maps = this.#maps.kept
    for (const map of maps) this.#sayFacts(map)
    const last = maps.at(-1)
    return {
      value: {
        ...(last === undefined || last.mappings.rows === 0 ? {} : { mappings: last.mappings }),
        ...(last?.resident === undefined ? {} : { resident: last.resident }),
        ...(maps.length > 1 ? { maps: maps.map(({ mappings, resident }) => ({ mappings, resident })) } : {}),
      },
      facts: this.#facts.facts,
      coverage: this.#lines.coverage(),
      notes: this.#notes(maps),
      empty: this.#facts.facts.length === 0,
    }
  }

  #sayFacts({ mappings, resident, span, process }: MapRead): void {
    const about = process === undefined ? { span } : { span, process }
    if (mappings.rows > 0) this.#facts.add({ type: 'maps.census', value: mappings, ...about })
    if (resident === undefined) return
    this.#facts.add({ type: 'memory.process', value: processMemory(resident), ...about })
  }

  #notes(maps: readonly MapRead[]): Note[] {
    const notes = [...this.#facts.notes(this.#format), ...this.#maps.notes(this.#format, 'maps')]
    if (maps.some(({ mappings }) => mappings.rows > 0 && !mappings.complete)) {
      notes.push({
        code: `${this.#format}/truncated`,
        severity: 'warning',
        message:
          'The map is cut or damaged (its topmost rows are missing, or rows cannot be read): its row count is a lower bound.',
      })
    }
    if (this.#placesCapped) {
      notes.push({
        code: `${this.#format}/places-capped`,
        severity: 'warning',
        message: 'The map names more folders than are kept apart; the rest is counted together.',
      })
    }
    return notes
  }
}

function announcedIn(text: string): ProcessKey | undefined {
  const match = /\/proc\/(\d+)\/s?maps/.exec(text)
  return match ? { pid: Number(match[1]) } : undefined
}

/** The kernel puts the first thread's stack and its own pages above all else: a list without them was cut. */
function reachesTop(table: MappingTable): boolean {
  const last = table.rows - 1
  for (let row = Math.max(0, last - 8); row <= last; row++) {
    const kind = table.kind[row]
    if (kind === STACK || kind === SPECIAL || kind === GATE) return true
  }
  return false
}
