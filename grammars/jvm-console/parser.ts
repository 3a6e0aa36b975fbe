import { type CstNode, CstParser, type ParserMethod } from 'chevrotain'
import type { CheckedGrammar } from '../shared/checked-grammar.ts'
import { textGrammar } from '../shared/text-grammar.ts'
import {
  Address,
  Close,
  Comma,
  CommitMemory,
  CreateCall,
  Dash,
  DosErrno,
  Equals,
  Errno,
  ErrorText,
  Failed,
  FailedToStart,
  FailedWord,
  Flags,
  ForAttributes,
  GuardSize,
  Integer,
  Kilobytes,
  Open,
  StackSize,
  ThreadName,
  vocabulary,
  Word,
} from './tokens.ts'

type Rule = ParserMethod<[], CstNode>

/** The messages of os_linux.cpp, os_bsd.cpp, os_windows.cpp: `warn_fail_commit_memory` and `os::create_thread`. */
export class ConsoleParser extends CstParser {
  /** `os::commit_memory(0x7f86, 65536[, 2097152], 0) failed; error='Not enough space' (errno=12)` */
  commitMemory: Rule = this.RULE('commitMemory', () => {
    this.CONSUME(CommitMemory)
    this.CONSUME(Address)
    this.CONSUME(Comma)
    this.CONSUME(Integer, { LABEL: 'bytes' })
    this.AT_LEAST_ONE(() => {
      this.CONSUME2(Comma)
      this.CONSUME2(Integer, { LABEL: 'rest' })
    })
    this.CONSUME(Failed)
    this.CONSUME(ErrorText)
    this.CONSUME(Open)
    this.OR([{ ALT: () => this.CONSUME(DosErrno) }, { ALT: () => this.CONSUME(Errno) }])
    this.CONSUME3(Integer, { LABEL: 'errno' })
    this.CONSUME(Close)
  })

  /** `Failed to start thread "x" - pthread_create failed (EAGAIN) for attributes: stacksize: 1024k, guardsize: 0k, detached` */
  threadStart: Rule = this.RULE('threadStart', () => {
    this.CONSUME(FailedToStart)
    this.OPTION(() => this.CONSUME(ThreadName))
    this.OPTION2(() => this.SUBRULE(this.pthreadName))
    this.OPTION3(() => this.CONSUME(Dash))
    this.CONSUME(CreateCall)
    this.CONSUME(FailedWord)
    this.SUBRULE(this.errorNumber)
    this.OPTION4(() => this.SUBRULE(this.attributes))
  })

  /** AIX: `(N=NAME)` behind the thread's name. */
  pthreadName: Rule = this.RULE('pthreadName', () => {
    this.CONSUME(Open)
    this.CONSUME(Word)
    this.CONSUME(Equals)
    this.CONSUME2(Word)
    this.CONSUME(Close)
  })

  /** `(EAGAIN)`, `(11)`, and `(11=EAGAIN)` on AIX. */
  errorNumber: Rule = this.RULE('errorNumber', () => {
    this.CONSUME(Open)
    this.OPTION(() => this.CONSUME(Integer))
    this.OPTION2(() => this.CONSUME(Equals))
    this.OPTION3(() => this.CONSUME(Word))
    this.CONSUME(Close)
  })

  /** What `os::Posix::describe_pthread_attr` prints; Windows has `flags: A B` in the place of the guard size. */
  attributes: Rule = this.RULE('attributes', () => {
    this.CONSUME(ForAttributes)
    this.CONSUME(StackSize)
    this.OR([{ ALT: () => this.CONSUME(Kilobytes, { LABEL: 'stack' }) }, { ALT: () => this.CONSUME(Word) }])
    this.MANY(() => {
      this.CONSUME(Comma)
      this.OR2([
        { ALT: () => this.SUBRULE(this.guardSize) },
        { ALT: () => this.SUBRULE(this.flags) },
        { ALT: () => this.CONSUME2(Word) },
      ])
    })
  })

  guardSize: Rule = this.RULE('guardSize', () => {
    this.CONSUME(GuardSize)
    this.CONSUME(Kilobytes)
  })

  flags: Rule = this.RULE('flags', () => {
    this.CONSUME(Flags)
    this.MANY(() => this.CONSUME(Word))
  })

  constructor() {
    super(vocabulary, { recoveryEnabled: false, nodeLocationTracking: 'none' })
    this.performSelfAnalysis()
  }
}

const grammar = textGrammar(vocabulary, ConsoleParser)
export const consoleGrammar: CheckedGrammar = grammar

/** Parses from the beginning of the text; what follows the rule is left alone. Undefined where the rule does not match. */
export function parseBeginning(text: string, rule: (parser: ConsoleParser) => CstNode): CstNode | undefined {
  const { value: tree, parserErrors } = grammar.parse(text, rule)
  const failed = parserErrors.some((error) => error.name !== 'NotAllInputParsedException')
  return failed ? undefined : tree
}
