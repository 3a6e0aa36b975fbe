// A thread, as the line "Current thread" and the rows of the thread lists describe it.
//
//   JavaThread "main" [_thread_blocked, id=21839, stack(0x00007f5ffe500000,0x00007f5ffe600000)]
//   JavaThread "C2 CompilerThread0" daemon [_thread_in_native, id=6633, stack(0x…,0x…) (1024K)] _threads_hazard_ptr=0x…
//   VMThread "VM Thread" [stack: 0x00007f5ffc14d000,0x00007f5ffc24d000] [id=22180]
//   WorkerThread "GC Thread#0"    [id=31391, stack(0x00007fa39458f000,0x00007fa39468f000) (1024K)]
//
// Source: runtime/thread.cpp and javaThread.cpp, print_on_error. A name may hold quotes and brackets: it ends at the last
// quote that a description can follow.

import { createToken, Lexer } from 'chevrotain'
import type { CheckedGrammar } from '../../shared/checked-grammar.ts'
import { lineGrammar } from '../../shared/line-grammar.ts'
import { QuickParser } from '../../shared/quick-parser.ts'

export interface ThreadLine {
  /** JavaThread, VMThread, GCTaskThread, … */
  readonly type: string
  readonly name?: string
  /** `_thread_in_native` */
  readonly state?: string
  readonly daemon?: boolean
  readonly id?: number
  readonly stackLow?: string
  readonly stackHigh?: string
  /** The row marks the current thread. */
  readonly current?: boolean
}

const Blank = createToken({ name: 'Blank', pattern: /[ \t]+/, group: Lexer.SKIPPED })
const TITLE = /Current thread \((?:0x[0-9a-f]+|[0-9A-F]+)\):/
const CurrentTitle = createToken({ name: 'CurrentTitle', pattern: TITLE, group: Lexer.SKIPPED })
const Arrow = createToken({ name: 'Arrow', pattern: '=>' })
const Exited = createToken({ name: 'Exited', pattern: '(exited)' })
const Name = createToken({ name: 'Name', pattern: /".*"(?=\s*(?:daemon\b|\[|\(|terminated|unknown|$))/ })
const Daemon = createToken({ name: 'Daemon', pattern: 'daemon' })
const State = createToken({ name: 'State', pattern: /_thread_\w+/ })
const Id = createToken({ name: 'Id', pattern: /id=\d+/ })
const Stack = createToken({ name: 'Stack', pattern: /stack(?:\(|: )0x[0-9a-f]+,0x[0-9a-f]+\)?/ })
const Size = createToken({ name: 'Size', pattern: /\(\d+K\)/ })
const HazardPointer = createToken({
  name: 'HazardPointer',
  pattern: /,? ?_\w*(?:hazard|ptr)\w*=\w+/,
  group: Lexer.SKIPPED,
})
const Address = createToken({ name: 'Address', pattern: /0x[0-9a-f]+/ })
const Type = createToken({ name: 'Type', pattern: /[A-Z][\w:]*/ })
const Ended = createToken({ name: 'Ended', pattern: /terminated|unknown state \(no osThread\)/ })
const LeftBracket = createToken({ name: 'LeftBracket', pattern: '[' })
const RightBracket = createToken({ name: 'RightBracket', pattern: ']' })
const Comma = createToken({ name: 'Comma', pattern: ',' })

const vocabulary = [
  CurrentTitle,
  HazardPointer,
  Blank,
  Arrow,
  Exited,
  Name,
  Daemon,
  State,
  Id,
  Stack,
  Size,
  Address,
  Ended,
  Type,
  LeftBracket,
  RightBracket,
  Comma,
]

class ThreadParser extends QuickParser {
  constructor() {
    super(vocabulary)
    this.performSelfAnalysis()
  }

  threadLine = this.RULE('threadLine', (): ThreadLine => {
    const current = this.OPTION(() => {
      this.CONSUME(Arrow)
      return true
    })
    this.OPTION2(() => this.CONSUME(Address))
    this.OPTION3(() => this.CONSUME(Exited))
    const type = this.CONSUME(Type).image
    const name = this.OPTION4(() => this.CONSUME(Name).image.slice(1, -1))
    const daemon = this.OPTION5(() => {
      this.CONSUME(Daemon)
      return true
    })
    const facts: Pick<ThreadLine, 'state' | 'id' | 'stackLow' | 'stackHigh'>[] = []
    this.MANY(() => facts.push(this.SUBRULE(this.brackets)))
    this.OPTION6(() => this.CONSUME(Ended))
    return {
      type,
      ...(name !== undefined && { name }),
      ...(daemon && { daemon }),
      ...(current && { current }),
      ...Object.assign({}, ...facts),
    }
  })

  private brackets = this.RULE('brackets', (): Pick<ThreadLine, 'state' | 'id' | 'stackLow' | 'stackHigh'> => {
    let facts = {}
    this.CONSUME(LeftBracket)
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => {
        const fact = this.OR([
          { ALT: () => ({ state: this.CONSUME(State).image }) },
          { ALT: () => ({ id: Number(this.CONSUME(Id).image.slice('id='.length)) }) },
          { ALT: () => stackOf(this.CONSUME(Stack).image) },
        ])
        this.OPTION(() => this.CONSUME(Size))
        facts = { ...facts, ...fact }
      },
    })
    this.CONSUME(RightBracket)
    return facts
  })
}

function stackOf(image: string): { stackLow: string; stackHigh: string } {
  const [stackLow, stackHigh] = image.match(/0x[0-9a-f]+/g) ?? []
  return { stackLow: stackLow ?? '', stackHigh: stackHigh ?? '' }
}

const grammar = lineGrammar({ line: vocabulary }, ThreadParser)
export const threadGrammar: CheckedGrammar = grammar

export function readThread(text: string): ThreadLine | undefined {
  return grammar.read(text, 'line', (parser) => parser.threadLine())
}

const ID = /(?<=\bid=)\d+/
const STACK = /(?<=\bstack(?:\(|: ))(0x[0-9a-f]+),(0x[0-9a-f]+)/

/** The line "Current thread". Without its numbers, which stand behind the name, it is one for many logs, and parsed once. */
export function readCurrentThread(text: string): ThreadLine | undefined {
  const behindName = text.lastIndexOf('"') + 1
  const place = text.slice(behindName)
  const like = text.slice(0, behindName).replace(TITLE, '') + place.replace(ID, '0').replace(STACK, '0x0,0x0')
  const thread = readThread(like)
  if (thread === undefined) return undefined
  const [, stackLow, stackHigh] = STACK.exec(place) ?? []
  return {
    ...thread,
    ...(thread.id !== undefined && { id: Number(ID.exec(place)?.[0]) }),
    ...(stackLow && stackHigh && { stackLow, stackHigh }),
  }
}
