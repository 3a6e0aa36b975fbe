// One frame of a stack, native or Java.
//
//   C  [libzip.so+0x1f3a2]  newEntry+0x62  (zip_util.c:503)
//   V  [libjvm.so+0xacb02a]
//   J 502 c2 java.util.regex.Matcher.search(I)Z java.base@17.0.15 (154 bytes) @ 0x00007f5fe8f039ec [0x00007f5fe8f036c0+0x32c]
//   j  java.lang.Thread.run()V+11 java.base@17.0.15
//   v  ~StubRoutines::call_stub 0x00007f5fe8991a80
//
// Source: runtime/frame.cpp (print_on_error, print_C_frame), code/nmethod.cpp; JDK 7 prints `J  Class.method()V` alone.
// Lost on the way: on JDK 8 a product build has no symbols for most VM frames.

import { createToken, Lexer } from 'chevrotain'
import type { CheckedGrammar } from '../../shared/checked-grammar.ts'
import { lineGrammar } from '../../shared/line-grammar.ts'
import { QuickParser } from '../../shared/quick-parser.ts'

export interface Frame {
  readonly kind: 'C' | 'V' | 'J' | 'j' | 'v' | 'A'
  readonly library?: string
  readonly symbol?: string
  /** c1, c2, jvmci in lower case. */
  readonly compiler?: string
}

const Blank = createToken({ name: 'Blank', pattern: /[ \t]+/, group: Lexer.SKIPPED })
const Hash = createToken({ name: 'Hash', pattern: /# /, group: Lexer.SKIPPED })
const Hex = createToken({ name: 'Hex', pattern: /0x[0-9a-fA-F]+/ })

const NativeKind = createToken({ name: 'NativeKind', pattern: /(?<=^(?:# )?)[CV](?=\s)/ })
const CompiledKind = createToken({ name: 'CompiledKind', pattern: /(?<=^(?:# )?)[JA](?=\s)/ })
const InterpretedKind = createToken({ name: 'InterpretedKind', pattern: /(?<=^(?:# )?)j(?=\s)/ })
const StubKind = createToken({ name: 'StubKind', pattern: /(?<=^(?:# )?)v(?=\s)/ })

const Library = createToken({ name: 'Library', pattern: /\[.+?\+0x[0-9a-f]+\]/ })
/** JDK 22+ with debug information, and Windows with symbols. */
const SourceLine = createToken({ name: 'SourceLine', pattern: /\([^()]+:\d+\)\s*$/ })
/** A C++ name may hold blanks, commas and brackets: it ends at the last offset. */
const SymbolName = createToken({ name: 'SymbolName', pattern: /\S.*(?=\+0x[0-9a-f]+)/ })
const Offset = createToken({ name: 'Offset', pattern: /\+0x[0-9a-f]+/ })
/** What a person put there instead: `[redacted frame]`. */
const Withheld = createToken({ name: 'Withheld', pattern: /\S.*/ })

const CompileId = createToken({ name: 'CompileId', pattern: /\d+%?(?=\s)/ })
const Osr = createToken({ name: 'Osr', pattern: /%/ })
const Compiler = createToken({ name: 'Compiler', pattern: /(?:c1|c2|jvmci|hotspot|shark)(?=\s)/i })
/** Class and method, up to the signature; hidden classes bring `+0x…` and `/` into the name. */
const Method = createToken({ name: 'Method', pattern: /[^\s(]+(?=\()/ })
const Signature = createToken({ name: 'Signature', pattern: /\([^\s)]*\)[^\s+]+/ })
const Bci = createToken({ name: 'Bci', pattern: /\+-?\d+/ })
const Size = createToken({ name: 'Size', pattern: /\(\d+ bytes\)/ })
const Pc = createToken({ name: 'Pc', pattern: /@ 0x[0-9a-f]+/ })
const Range = createToken({ name: 'Range', pattern: /\[0x[0-9a-f]+\+(?:0x)?[0-9a-f]+\]/ })
const JvmciName = createToken({ name: 'JvmciName', pattern: /\(.*\)\s*$/ })
const Module = createToken({ name: 'Module', pattern: /[^\s()[\]@]\S*/ })

const Stub = createToken({ name: 'Stub', pattern: /~\S[^\n]*?(?=\s+0x[0-9a-f]+\s*$|\s*$)/ })
const Blob = createToken({ name: 'Blob', pattern: /blob/ })

const vocabularies = {
  native: [Hash, Blank, NativeKind, Library, Hex, SourceLine, SymbolName, Offset, Withheld],
  compiled: [
    Hash,
    Blank,
    CompiledKind,
    CompileId,
    Osr,
    Compiler,
    Hex,
    Method,
    Size,
    Signature,
    Pc,
    Range,
    JvmciName,
    Module,
  ],
  interpreted: [Hash, Blank, InterpretedKind, Hex, Method, Signature, Bci, Module],
  stub: [Hash, Blank, StubKind, Stub, Blob, Hex],
}

/** The letter that a frame begins with says which vocabulary the rest is written in. */
const VOCABULARY_OF: Readonly<Record<string, keyof typeof vocabularies>> = {
  C: 'native',
  V: 'native',
  J: 'compiled',
  A: 'compiled',
  j: 'interpreted',
  v: 'stub',
}

class FrameParser extends QuickParser {
  constructor() {
    super(Object.values(vocabularies).flat())
    this.performSelfAnalysis()
  }

  frame = this.RULE(
    'frame',
    (): Frame =>
      this.OR([
        { ALT: () => this.SUBRULE(this.nativeFrame) },
        { ALT: () => this.SUBRULE(this.compiledFrame) },
        { ALT: () => this.SUBRULE(this.interpretedFrame) },
        { ALT: () => this.SUBRULE(this.stubFrame) },
      ]),
  )

  private nativeFrame = this.RULE('nativeFrame', (): Frame => {
    const kind = this.CONSUME(NativeKind).image as Frame['kind']
    let symbol: string | undefined
    const library = this.OR([
      { ALT: () => libraryOf(this.CONSUME(Library).image) },
      {
        ALT: () => {
          this.CONSUME(Hex)
          return undefined
        },
      },
      {
        ALT: () => {
          this.CONSUME(Withheld)
          return undefined
        },
      },
    ])
    this.OPTION(() => {
      symbol = this.CONSUME(SymbolName).image
      this.CONSUME(Offset)
    })
    this.OPTION2(() => this.CONSUME(SourceLine))
    return { kind, ...(library && { library }), ...(symbol && { symbol }) }
  })

  private compiledFrame = this.RULE('compiledFrame', (): Frame => {
    const kind = this.CONSUME(CompiledKind).image as Frame['kind']
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(Hex)
          return { kind }
        },
      },
      { ALT: () => ({ kind, ...this.SUBRULE(this.compiledMethod) }) },
    ])
  })

  private compiledMethod = this.RULE('compiledMethod', (): Omit<Frame, 'kind'> => {
    this.OPTION(() => this.CONSUME(CompileId))
    this.OPTION2(() => this.CONSUME(Osr))
    const compiler = this.OPTION3(() => this.CONSUME(Compiler).image.toLowerCase())
    const symbol = this.CONSUME(Method).image
    this.OPTION4(() => this.CONSUME(Signature))
    this.MANY(() => this.CONSUME(Module))
    this.OPTION5(() => this.CONSUME(Size))
    this.OPTION6(() => this.CONSUME(Pc))
    this.OPTION7(() => this.CONSUME(Range))
    this.OPTION8(() => this.CONSUME(JvmciName))
    return { symbol, ...(compiler && { compiler }) }
  })

  private interpretedFrame = this.RULE('interpretedFrame', (): Frame => {
    this.CONSUME(InterpretedKind)
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(Hex)
          return { kind: 'j' as const }
        },
      },
      { ALT: () => ({ kind: 'j' as const, symbol: this.SUBRULE(this.interpretedMethod) }) },
    ])
  })

  private interpretedMethod = this.RULE('interpretedMethod', (): string => {
    const symbol = this.CONSUME(Method).image
    this.CONSUME(Signature)
    this.OPTION(() => this.CONSUME(Bci))
    this.MANY(() => this.CONSUME(Module))
    return symbol
  })

  private stubFrame = this.RULE('stubFrame', (): Frame => {
    this.CONSUME(StubKind)
    const symbol = this.OR([
      { ALT: () => this.CONSUME(Stub).image.slice(1) },
      {
        ALT: () => {
          this.CONSUME(Blob)
          return undefined
        },
      },
    ])
    this.OPTION(() => this.CONSUME(Hex))
    return { kind: 'v', ...(symbol && { symbol }) }
  })
}

/** `[libjvm.so+0xacb02a]` */
function libraryOf(image: string): string {
  return image.slice(1, image.lastIndexOf('+'))
}

const grammar = lineGrammar(vocabularies, FrameParser)
export const frameGrammar: CheckedGrammar = grammar

/** Also with the `# ` of the banner before it. */
export function readFrame(text: string): Frame | undefined {
  const vocabulary = VOCABULARY_OF[text[text.startsWith('# ') ? 2 : 0] ?? '']
  const like = vocabulary === 'compiled' ? withoutPlace(text) : text
  return vocabulary && grammar.read(like.trimEnd(), vocabulary, (parser) => parser.frame())
}

/** Without the number and the addresses that a method has in one process alone: so it is parsed once for many logs. */
function withoutPlace(compiled: string): string {
  return compiled.replace(/(?<=^(?:# )?J )\d+/, '0').replace(/(?<= @ )0x[0-9a-f]+ \[0x[0-9a-f]+(?=\+)/, '0x0 [0x0')
}
