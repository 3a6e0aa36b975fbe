// What the kernel said of the signal.
//
//   siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000000
//   siginfo: si_signo: 4 (SIGILL), si_code: -6 (SI_TKILL), si_pid: 13421 (current process), si_uid: 0
//   siginfo:si_signo=SIGSEGV: si_errno=0, si_code=1 (SEGV_MAPERR), si_addr=0x00000005d85ad688                     JDK 7
//   siginfo: si_signo: 11, si_code: 1, si_addr: 0x0000000000000010 (null + 16)                         native images
//   siginfo: ExceptionCode=0xc0000005, reading address 0x0000000000000018                                Windows, JDK 8
//   siginfo: EXCEPTION_ACCESS_VIOLATION (0xc0000005), reading address 0x0000000000000018                 Windows, JDK 9+
//
// Source: os/posix/os_posix.cpp, os::print_siginfo; os/windows/os_windows.cpp; JDK 8 says "sent from pid: N (uid: N)".

import { createToken, Lexer } from 'chevrotain'
import type { CheckedGrammar } from '../../shared/checked-grammar.ts'
import { lineGrammar } from '../../shared/line-grammar.ts'
import { QuickParser } from '../../shared/quick-parser.ts'

export interface SigInfo {
  /** SIGSEGV, EXCEPTION_ACCESS_VIOLATION. */
  readonly name?: string
  /** Windows, JDK 8: 0xc0000005. */
  readonly number?: string
  readonly code?: number
  /** SEGV_MAPERR, SI_USER; missing where the JVM does not know it. */
  readonly codeName?: string
  readonly address?: string
  readonly pid?: number
  readonly isOwnPid?: boolean
  readonly uid?: number
  /** Windows: reading, writing, executing. */
  readonly access?: string
}

/** GraalVM's native images print numbers alone; those of Linux on x86 and arm. */
const SIGNAL_NAMES: Readonly<Record<string, string>> = {
  '4': 'SIGILL',
  '6': 'SIGABRT',
  '7': 'SIGBUS',
  '8': 'SIGFPE',
  '11': 'SIGSEGV',
}

const Noise = createToken({ name: 'Noise', pattern: /siginfo: ?|[ \t,:]+/, group: Lexer.SKIPPED })
const Signo = createToken({ name: 'Signo', pattern: /si_signo(?:: |=)/ })
const Errno = createToken({ name: 'Errno', pattern: /si_errno(?:: |=)-?\d+/, group: Lexer.SKIPPED })
const Code = createToken({ name: 'Code', pattern: /si_code(?:: |=)/ })
const Address = createToken({ name: 'Address', pattern: /si_addr(?:: |=)/ })
const Pid = createToken({ name: 'Pid', pattern: /si_pid(?:: |=)|sent from pid: / })
const Uid = createToken({ name: 'Uid', pattern: /si_uid(?:: |=)|\(uid: / })
const ExceptionCode = createToken({ name: 'ExceptionCode', pattern: 'ExceptionCode=' })
const Own = createToken({ name: 'Own', pattern: '(current process)' })
const Invalid = createToken({ name: 'Invalid', pattern: '(invalid)', group: Lexer.SKIPPED })
const Access = createToken({
  name: 'Access',
  pattern: /reading address|writing address|data execution prevention violation at address/,
})
const Detail = createToken({
  name: 'Detail',
  pattern: /ExceptionInformation=.*|si_status.*|si_band.*|si_value.*|\(\w+ \+ \d+\)/,
})
const Hex = createToken({ name: 'Hex', pattern: /0x[0-9a-fA-F]+/ })
const Integer = createToken({ name: 'Integer', pattern: /-?\d+/ })
const Name = createToken({ name: 'Name', pattern: /\(?[A-Z][A-Z0-9_]+(?:\+\d+)?\)?/ })
const Unknown = createToken({ name: 'Unknown', pattern: '(unknown)' })
const NumberInParens = createToken({ name: 'NumberInParens', pattern: /\(0x[0-9a-fA-F]+\)/ })
const RightParen = createToken({ name: 'RightParen', pattern: ')', group: Lexer.SKIPPED })

const vocabulary = [
  Noise,
  Signo,
  Errno,
  Code,
  Address,
  Pid,
  Uid,
  ExceptionCode,
  Own,
  Invalid,
  Access,
  Detail,
  Unknown,
  NumberInParens,
  Hex,
  Integer,
  Name,
  RightParen,
]

class SigInfoParser extends QuickParser {
  constructor() {
    super(vocabulary)
    this.performSelfAnalysis()
  }

  sigInfo = this.RULE('sigInfo', (): SigInfo => {
    const parts: SigInfo[] = []
    this.AT_LEAST_ONE(() =>
      parts.push(
        this.OR([
          { ALT: () => this.SUBRULE(this.signal) },
          { ALT: () => this.SUBRULE(this.exception) },
          { ALT: () => this.SUBRULE(this.code) },
          { ALT: () => this.SUBRULE(this.sender) },
          {
            ALT: () => {
              this.CONSUME(Address)
              return { address: this.CONSUME(Hex).image }
            },
          },
          {
            ALT: () => {
              this.CONSUME(Detail)
              return {}
            },
          },
        ]),
      ),
    )
    return Object.assign({}, ...parts)
  })

  private signal = this.RULE('signal', (): SigInfo => {
    this.CONSUME(Signo)
    const number = this.OPTION(() => this.CONSUME(Integer).image)
    const name = this.OPTION2(() => bare(this.CONSUME(Name).image)) ?? SIGNAL_NAMES[number ?? '']
    return name === undefined ? {} : { name }
  })

  private exception = this.RULE('exception', (): SigInfo => {
    const what = this.OR([
      {
        ALT: () => {
          this.CONSUME(ExceptionCode)
          return { number: this.CONSUME(Hex).image }
        },
      },
      { ALT: () => ({ name: this.CONSUME(Name).image, number: bare(this.CONSUME(NumberInParens).image) }) },
    ])
    const where = this.OPTION(() => ({
      access: accessOf(this.CONSUME(Access).image),
      address: this.CONSUME2(Hex).image,
    }))
    return { ...what, ...where }
  })

  private code = this.RULE('code', (): SigInfo => {
    this.CONSUME(Code)
    const code = Number(this.CONSUME(Integer).image)
    const codeName = this.OPTION(() =>
      this.OR([
        { ALT: () => bare(this.CONSUME(Name).image) },
        {
          ALT: () => {
            this.CONSUME(Unknown)
            return undefined
          },
        },
      ]),
    )
    return { code, ...(codeName && { codeName }) }
  })

  private sender = this.RULE('sender', (): SigInfo => {
    this.CONSUME(Pid)
    const pid = Number(this.CONSUME(Integer).image)
    const isOwnPid = this.OPTION(() => {
      this.CONSUME(Own)
      return true
    })
    const uid = this.OPTION2(() => {
      this.CONSUME(Uid)
      return Number(this.CONSUME2(Integer).image)
    })
    return { pid, ...(isOwnPid && { isOwnPid }), ...(uid !== undefined && { uid }) }
  })
}

function bare(image: string): string {
  return image.replace(/[()]/g, '')
}

function accessOf(image: string): string {
  if (image.startsWith('data')) return 'executing'
  return image.slice(0, image.indexOf(' '))
}

const grammar = lineGrammar({ line: vocabulary }, SigInfoParser)
export const sigInfoGrammar: CheckedGrammar = grammar

export function readSigInfo(text: string): SigInfo | undefined {
  return grammar.read(text, 'line', (parser) => parser.sigInfo())
}
