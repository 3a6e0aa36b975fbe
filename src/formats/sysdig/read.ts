import { TraceBalance } from '../../mappings/trace-balance.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Note } from '../../model/note.ts'
import type { Span } from '../../model/span.ts'
import { eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { spanOf, spanThrough } from '../../source/excerpt.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { addressIn, errnoIn, eventIn, pathIn, type SysdigEvent } from './event.ts'
import { MemoryTrack } from './memory-track.ts'

type Fields = SysdigEvent['fields']

const SECONDS_A_DAY = 86_400
const MAX_BEGUN = 10_000
const MAX_PROCESSES = 100
const NO_PATH = /^\/(?:memfd:|dev\/|SYSV|anon_hugepage)/
/** More calls than these without a beginning are no mere edge of the capture. */
const UNPAIRED_SHARE = 0.1

export function open({ uri }: ReadingContext): Reader {
  return new SysdigReader(uri)
}

/** The events of one program; sysdig names threads, and the address space is the process's. */
interface Traced {
  readonly name: string
  readonly balance: TraceBalance
  readonly rss: MemoryTrack
  readonly size: MemoryTrack
  events: number
  firstSeconds: number
  lastSeconds: number
  span: Span
}

class SysdigReader implements Reader {
  readonly #uri: string
  readonly #lines = new LineCount()
  readonly #facts: FactLedger
  readonly #programs = new Map<string, Traced>()
  /** Fields of each thread's call that has begun. */
  readonly #begun = new Map<number, Fields>()
  #exits = 0
  #unpaired = 0
  #days = 0
  #lastSeconds = 0

  constructor(uri: string) {
    this.#uri = uri
    this.#facts = new FactLedger(uri)
  }

  block(block: Parameters<Reader['block']>[0]): void {
    eachLine(block, (cursor) => {
      const event = eventIn(lineText(cursor))
      if (event === undefined) return this.#lines.addUnknown(cursor)
      this.#lines.recognized++
      const program = this.#programOf(event, cursor)
      if (program !== undefined) this.#take(event, program, cursor)
    })
  }

  #programOf(event: SysdigEvent, cursor: LineCursor): Traced | undefined {
    const seconds = this.#sinceMidnight(event.seconds)
    const known = this.#programs.get(event.process)
    if (known !== undefined) {
      known.events++
      known.lastSeconds = seconds
      known.span = spanThrough(known.span, cursor)
      return known
    }
    if (this.#programs.size >= MAX_PROCESSES) return undefined
    const program: Traced = {
      name: event.process,
      balance: new TraceBalance(),
      rss: new MemoryTrack('rss'),
      size: new MemoryTrack('vm-size'),
      events: 1,
      firstSeconds: seconds,
      lastSeconds: seconds,
      span: spanOf(this.#uri, cursor),
    }
    this.#programs.set(event.process, program)
    return program
  }

  #sinceMidnight(seconds: number): number {
    if (seconds + this.#days * SECONDS_A_DAY < this.#lastSeconds - SECONDS_A_DAY / 2) this.#days++
    this.#lastSeconds = seconds + this.#days * SECONDS_A_DAY
    return this.#lastSeconds
  }

  #take(event: SysdigEvent, program: Traced, cursor: LineCursor): void {
    if (!event.isExit) {
      if (this.#begun.size < MAX_BEGUN) this.#begun.set(event.tid, event.fields)
      return
    }
    const begun = this.#begun.get(event.tid)
    this.#begun.delete(event.tid)
    this.#exits++
    if (begun === undefined) this.#unpaired++
    const fields = { ...begun, ...event.fields }
    program.balance.count(event.call)
    const errno = errnoIn(event.fields.res ?? event.fields.fd)
    if (errno === undefined) follow(event.call, fields, program.balance)
    else this.#sayFailed(event.call, errno, fields, cursor)
    takeSizes(event, program)
  }

  #sayFailed(call: string, errno: string, fields: SysdigEvent['fields'], cursor: LineCursor): void {
    const path = pathIn(fields.fd) ?? pathIn(fields.name)
    const makesWritable = call === 'mprotect' && fields.prot?.includes('PROT_WRITE')
    const value = { call, errno, ...(path !== undefined && { path }), ...(makesWritable && { makesWritable }) }
    this.#facts.repeat('trace.failed-call', value, cursor, {}, `${call} ${errno} ${makesWritable}`)
  }

  end(): Reading {
    const programs = this.#ofInterest()
    for (const program of programs) this.#sayFacts(program)
    const calls = [...this.#programs.values()].map(({ name, events, balance }) => ({
      name,
      events,
      calls: balance.calls,
    }))
    return {
      value: { programs: calls, balance: programs.map(balanceOf) },
      facts: this.#facts.facts,
      coverage: this.#lines.coverage(),
      notes: this.#notes(),
      empty: this.#programs.size === 0,
    }
  }

  /** JVMs where there are any; else the program with most events. */
  #ofInterest(): Traced[] {
    const all = [...this.#programs.values()].sort((a, b) => b.events - a.events)
    const javas = all.filter(({ name }) => name.startsWith('java'))
    return javas.length > 0 ? javas : all.slice(0, 1)
  }

  #sayFacts(program: Traced): void {
    const { span } = program
    this.#facts.add({ type: 'trace.balance', value: balanceOf(program), span })
    for (const track of [program.rss, program.size]) {
      const value = track.series()
      if (value !== undefined) this.#facts.add({ type: 'series', value, span })
    }
  }

  #notes(): Note[] {
    const notes = [...this.#facts.notes('sysdig')]
    if (this.#unpaired > this.#exits * UNPAIRED_SHARE) {
      const message = `${this.#unpaired} of ${this.#exits} calls end without their beginning: sysdig dropped events, or a filter did.`
      notes.push({ code: 'sysdig/unpaired', severity: 'warning', message })
    }
    return notes
  }
}

/** Newer drivers repeat at a call's end what they said at its beginning, so either may lack a field. */
function follow(call: string, fields: Fields, balance: TraceBalance): void {
  const length = Number(fields.length ?? 0)
  const accessible = !/^0(?:\(|$)/.test(fields.prot ?? '') && fields.prot !== 'PROT_NONE'
  if (call === 'mmap' || call === 'mmap2') {
    const data = dataFile(fields)
    const fixed = (fields.flags ?? '').includes('MAP_FIXED')
    balance.mmap({ start: addressIn(fields.res), length, accessible, fixed, ...(data === undefined ? {} : { data }) })
  } else if (call === 'munmap') balance.munmap(addressIn(fields.addr), length)
  else if (call === 'mprotect' && fields.addr !== undefined)
    balance.mprotect(addressIn(fields.addr), length, accessible)
  else if (call === 'brk') balance.brk(addressIn(fields.res))
  else if (call.startsWith('rename')) balance.rename(fields.oldpath ?? '', fields.newpath ?? '')
  else if (call.startsWith('unlink')) balance.unlink(fields.path ?? fields.name ?? '')
}

/** A shared mapping of a file from its first byte that is not run. */
function dataFile({ flags = '', prot = '', offset = '0', fd }: Fields): string | undefined {
  const path = pathIn(fd)
  if (path === undefined || NO_PATH.test(path)) return undefined
  return flags.includes('MAP_SHARED') && !prot.includes('PROT_EXEC') && Number(offset) === 0 ? path : undefined
}

function takeSizes({ fields }: SysdigEvent, program: Traced): void {
  const seconds = program.lastSeconds - program.firstSeconds
  if (fields.vm_rss !== undefined) program.rss.add(seconds, Number(fields.vm_rss))
  if (fields.vm_size !== undefined) program.size.add(seconds, Number(fields.vm_size))
}

function balanceOf({ balance, firstSeconds, lastSeconds }: Traced): FactTypes['trace.balance'] {
  return balance.balance('sysdig', Math.round((lastSeconds - firstSeconds) * 1e6) / 1e6)
}
