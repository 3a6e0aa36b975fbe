// The lines of the banner that say something.
//
//   #  SIGSEGV (0xb) at pc=0x00007fcd2af94e64, pid=23171, tid=23172 (sent by kill)
//   #  Internal Error (synchronizer.cpp:1401), pid=1, tid=0x00007f3d0b2d6700
//   #  Internal Error (0xc0000409) at pc=0x00007ffa1b2c3d4e, pid=100, tid=200
//   # Native memory allocation (mmap) failed to map 65536 bytes. Error detail: committing reserved memory.
//   # JRE version: OpenJDK Runtime Environment Temurin-25.0.3+9 (25.0.3+9) (build 25.0.3+9-LTS)
//   # Java VM: OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, sharing, tiered, compressed oops, g1 gc, linux-amd64)
//
// Source: utilities/vmError.cpp, VMError::report; runtime/abstract_vm_version.cpp (names, modes)

import { createToken, Lexer, type TokenType } from 'chevrotain'
import type { CheckedGrammar } from '../../shared/checked-grammar.ts'
import { lineGrammar } from '../../shared/line-grammar.ts'
import { QuickParser } from '../../shared/quick-parser.ts'

export interface ErrorLine {
  readonly kind: 'signal' | 'internal-error' | 'native-oom'
  /** SIGSEGV, EXCEPTION_ACCESS_VIOLATION. */
  readonly signal?: string
  /** As printed: `0xb`, `0xc0000005`. */
  readonly number?: string
  readonly pc?: string
  /** kill, handshake timeout handler, safepoint timeout handler. */
  readonly sentBy?: string
  /** Base name of the C++ source file, and the line in it. */
  readonly file?: string
  readonly sourceLine?: number
  readonly pid: number
  /** As printed: decimal, or the pthread handle in hex on JDK 8. */
  readonly tid: string
}

export interface Allocation {
  readonly call: 'malloc' | 'mmap' | 'mprotect' | null
  /** null: not said; 0: refused for another reason than a size. */
  readonly bytes: number | null
  readonly reason: string | null
}

export interface JreVersion {
  readonly name?: string
  /** `17.0.15+6`, `8.0_262-b10`. */
  readonly version: string
  readonly build?: string
}

export interface VmVersion {
  readonly name: string
  readonly release: string
  /** mixed mode, sharing, tiered, compressed oops, … */
  readonly modes: readonly string[]
  readonly collector?: string
  readonly platform?: string
}

const skipped = (name: string, pattern: RegExp): TokenType => createToken({ name, pattern, group: Lexer.SKIPPED })
const Blank = skipped('Blank', /[ \t]+/)
const Hash = skipped('Hash', /#/)
const Comma = createToken({ name: 'Comma', pattern: ',' })
const LeftParen = createToken({ name: 'LeftParen', pattern: '(' })
const RightParen = createToken({ name: 'RightParen', pattern: ')' })
const Hex = createToken({ name: 'Hex', pattern: /0x[0-9a-fA-F]+/ })
const Integer = createToken({ name: 'Integer', pattern: /\d+/ })

const SignalName = createToken({ name: 'SignalName', pattern: /[A-Z][A-Z0-9_]+(?:\+\d+)?(?= \()/ })
const InternalError = createToken({ name: 'InternalError', pattern: 'Internal Error' })
const OutOfMemory = createToken({ name: 'OutOfMemory', pattern: 'Out of Memory Error' })
const AtPc = createToken({ name: 'AtPc', pattern: 'at pc=' })
const Pid = createToken({ name: 'Pid', pattern: 'pid=' })
const Tid = createToken({ name: 'Tid', pattern: 'tid=' })
const SentBy = createToken({ name: 'SentBy', pattern: /\(sent by [^)]*\)/ })
/** A directory before the name tells of the machine it was built on. */
const Location = createToken({ name: 'Location', pattern: /[^()\s][^()]*:\d+(?=\))/ })
/** JDK 6: file and line, enciphered. */
const ErrorId = createToken({ name: 'ErrorId', pattern: /[0-9A-F]{8,}(?=\))/ })

const Native = createToken({ name: 'Native', pattern: 'Native memory allocation' })
const Call = createToken({ name: 'Call', pattern: /malloc|mmap|mprotect/ })
const Failed = createToken({ name: 'Failed', pattern: /failed to (?:allocate|map|protect)/ })
/** Another thread crashed while this line was written to the console. */
const OtherThread = skipped('OtherThread', /\[thread \d+ also had an error\]/)
const Bytes = createToken({ name: 'Bytes', pattern: 'bytes' })
const For = createToken({ name: 'For', pattern: /for |\. ?Error detail: ?/ })
const FullStop = createToken({ name: 'FullStop', pattern: /\.(?=\s*$)/ })
const Reason = createToken({ name: 'Reason', pattern: /(?<=bytes for |Error detail: ?)\S.*/ })

const JreTitle = createToken({ name: 'JreTitle', pattern: 'JRE version:' })
const VmTitle = createToken({ name: 'VmTitle', pattern: 'Java VM:' })
/** Everything before the last group in parentheses, or the last two of the JRE line. */
const JreName = createToken({ name: 'JreName', pattern: /[^\s(].*?(?= \([^()]*\) \([^()]*\)\s*$)/ })
const JreVendor = createToken({ name: 'JreVendor', pattern: /\([^()]*\)(?= \([^()]*\) \([^()]*\)\s*$)/ })
const VmName = createToken({ name: 'VmName', pattern: /[^\s(].*(?= \([^()]*\)\s*$)/ })
const Build = createToken({ name: 'Build', pattern: /(?:\w+ )?build[ ]?/ })
const Collector = createToken({
  name: 'Collector',
  pattern: /(?:serial|parallel|g1|z|shenandoah|epsilon|concurrent mark sweep|unknown) gc/,
})
const Platform = createToken({ name: 'Platform', pattern: /(?:linux|windows|bsd|macosx|aix|solaris)-[\w-]+/ })
const Mode = createToken({
  name: 'Mode',
  pattern:
    /(?:mixed|interpreted|compiled) mode|emulated-client|sharing|static|tiered|jvmci compiler|jvmci|compressed oops|compressed class ptrs|compact obj headers|aot/,
})
const Version = createToken({ name: 'Version', pattern: /[^\s,()]+/ })

const vocabularies = {
  error: [
    Hash,
    Blank,
    SentBy,
    SignalName,
    InternalError,
    OutOfMemory,
    AtPc,
    Pid,
    Tid,
    Location,
    Hex,
    ErrorId,
    Integer,
    Comma,
    LeftParen,
    RightParen,
  ],
  allocation: [
    Hash,
    Blank,
    Native,
    Call,
    Failed,
    OtherThread,
    Bytes,
    For,
    FullStop,
    Reason,
    Integer,
    LeftParen,
    RightParen,
  ],
  jre: [Hash, Blank, JreTitle, JreName, JreVendor, Build, Version, LeftParen, RightParen],
  vm: [Hash, Blank, VmTitle, VmName, Build, Collector, Platform, Mode, Version, Comma, LeftParen, RightParen],
}

class BannerParser extends QuickParser {
  constructor() {
    super(Object.values(vocabularies).flat())
    this.performSelfAnalysis()
  }

  errorLine = this.RULE('errorLine', (): ErrorLine => {
    const what = this.OR([{ ALT: () => this.SUBRULE(this.signal) }, { ALT: () => this.SUBRULE(this.place) }])
    this.CONSUME(Comma)
    this.CONSUME(Pid)
    const pid = Number(this.CONSUME(Integer).image)
    this.CONSUME2(Comma)
    this.CONSUME(Tid)
    const tid = this.OR2([{ ALT: () => this.CONSUME(Hex).image }, { ALT: () => this.CONSUME2(Integer).image }])
    return { ...what, pid, tid }
  })

  private signal = this.RULE('signal', (): Omit<ErrorLine, 'pid' | 'tid'> => {
    const signal = this.CONSUME(SignalName).image
    this.CONSUME(LeftParen)
    const number = this.CONSUME(Hex).image
    this.CONSUME(RightParen)
    this.CONSUME(AtPc)
    const pc = this.CONSUME2(Hex).image
    const sentBy = this.OPTION(() => this.CONSUME(SentBy).image.slice('(sent by '.length, -1))
    return { kind: 'signal', signal, number, pc, ...(sentBy !== undefined && { sentBy }) }
  })

  private place = this.RULE('place', (): Omit<ErrorLine, 'pid' | 'tid'> => {
    const kind = this.OR([
      {
        ALT: () => {
          this.CONSUME(InternalError)
          return 'internal-error' as const
        },
      },
      {
        ALT: () => {
          this.CONSUME(OutOfMemory)
          return 'native-oom' as const
        },
      },
    ])
    this.CONSUME(LeftParen)
    const where = this.OR2([
      { ALT: () => locationOf(this.CONSUME(Location).image) },
      { ALT: () => ({ number: this.CONSUME(Hex).image }) },
      { ALT: () => ({ number: this.CONSUME(ErrorId).image }) },
      { ALT: () => ({ number: this.CONSUME(Integer).image }) },
    ])
    this.CONSUME(RightParen)
    const pc = this.OPTION(() => {
      this.CONSUME(AtPc)
      return this.CONSUME2(Hex).image
    })
    // Windows: an exception that HotSpot has no name for is told as an internal error with its code.
    return pc === undefined ? { kind, ...where } : { kind: 'signal', signal: `exception ${where.number}`, ...where, pc }
  })

  allocationLine = this.RULE('allocationLine', (): Allocation => {
    this.CONSUME(Native)
    this.CONSUME(LeftParen)
    const call = this.CONSUME(Call).image as Allocation['call']
    this.CONSUME(RightParen)
    this.CONSUME(Failed)
    const bytes = Number(this.CONSUME(Integer).image)
    this.OPTION3(() => this.CONSUME(Bytes))
    const reason = this.OPTION(() =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(FullStop)
            return null
          },
        },
        {
          ALT: () => {
            this.CONSUME(For)
            return this.OPTION2(() => this.CONSUME(Reason).image.trim()) ?? null
          },
        },
      ]),
    )
    return { call, bytes, reason: reason ?? null }
  })

  jreLine = this.RULE('jreLine', (): JreVersion => {
    this.CONSUME(JreTitle)
    const name = this.OPTION(() => this.CONSUME(JreName).image)
    this.OPTION2(() => this.CONSUME(JreVendor))
    const version = this.OR([
      { ALT: () => this.SUBRULE(this.versionInParens) },
      { ALT: () => this.CONSUME(Version).image },
    ])
    const build = this.OPTION3(() => this.SUBRULE(this.build))
    return { version, ...(name !== undefined && { name }), ...(build && { build }) }
  })

  private versionInParens = this.RULE('versionInParens', (): string => {
    this.CONSUME(LeftParen)
    const version = this.CONSUME(Version).image
    this.CONSUME(RightParen)
    return version
  })

  /** Empty where the JVM died before it read its own properties. */
  private build = this.RULE('build', (): string => {
    this.CONSUME(LeftParen)
    this.CONSUME(Build)
    const build = this.OPTION(() => this.CONSUME(Version).image) ?? ''
    this.CONSUME(RightParen)
    return build
  })

  vmLine = this.RULE('vmLine', (): VmVersion => {
    this.CONSUME(VmTitle)
    const name = this.CONSUME(VmName).image
    this.CONSUME(LeftParen)
    this.OPTION(() => this.CONSUME(Build))
    const release = this.CONSUME(Version).image
    const modes: string[] = []
    let collector: string | undefined
    let platform: string | undefined
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(Comma) },
        { ALT: () => (collector = this.CONSUME(Collector).image) },
        { ALT: () => (platform = this.CONSUME(Platform).image) },
        { ALT: () => modes.push(this.CONSUME(Mode).image) },
        { ALT: () => modes.push(this.CONSUME2(Version).image) },
      ]),
    )
    this.CONSUME(RightParen)
    return { name, release, modes, ...(collector && { collector }), ...(platform && { platform }) }
  })
}

function locationOf(image: string): { file: string; sourceLine: number } {
  const colon = image.lastIndexOf(':')
  return { file: image.slice(image.search(/[^/\\]*$/), colon), sourceLine: Number(image.slice(colon + 1)) }
}

const grammar = lineGrammar(vocabularies, BannerParser)
export const bannerGrammar: CheckedGrammar = grammar

/** The numbers that no two crashes have in common: without them the lines of most logs are equal, and parsed once. */
const PC = /(?<= at pc=)0x[0-9a-fA-F]+/
const PID = /(?<=, pid=)\d+/
const TID = /(?<=, tid=)(?:0x[0-9a-fA-F]+|\d+)/

export function readErrorLine(text: string): ErrorLine | undefined {
  const like = text.replace(PC, '0x0').replace(PID, '0').replace(TID, '0')
  const error = grammar.read(like, 'error', (parser) => parser.errorLine())
  if (error === undefined) return undefined
  const own = { ...error, pid: Number(PID.exec(text)?.[0]), tid: TID.exec(text)?.[0] as string }
  return error.pc === undefined ? own : { ...own, pc: PC.exec(text)?.[0] as string }
}

export function readAllocation(text: string): Allocation | undefined {
  return grammar.read(text, 'allocation', (parser) => parser.allocationLine())
}

export function readJreVersion(text: string): JreVersion | undefined {
  return grammar.read(text, 'jre', (parser) => parser.jreLine())
}

export function readVmVersion(text: string): VmVersion | undefined {
  return grammar.read(text, 'vm', (parser) => parser.vmLine())
}
