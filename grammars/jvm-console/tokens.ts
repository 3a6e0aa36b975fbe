// The words of the two console messages that carry structure. Text between them (VM name, decorations) is not looked at.

import { createToken, Lexer, type TokenType } from 'chevrotain'

const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED })

export const CommitMemory: TokenType = createToken({ name: 'CommitMemory', pattern: 'os::commit_memory(' })
export const Failed: TokenType = createToken({ name: 'Failed', pattern: /\) failed;\s*error=/ })
export const FailedToStart: TokenType = createToken({ name: 'FailedToStart', pattern: /Failed to start thread/ })
export const Colon: TokenType = createToken({ name: 'Colon', pattern: ':' })
export const Comma: TokenType = createToken({ name: 'Comma', pattern: ',' })
export const Dash: TokenType = createToken({ name: 'Dash', pattern: '-' })
export const Open: TokenType = createToken({ name: 'Open', pattern: '(' })
export const Close: TokenType = createToken({ name: 'Close', pattern: ')' })
export const Equals: TokenType = createToken({ name: 'Equals', pattern: '=' })
export const Stop: TokenType = createToken({ name: 'Stop', pattern: '.' })

/** pthread_create, thr_create (Solaris) or _beginthreadex (Windows). */
export const CreateCall: TokenType = createToken({
  name: 'CreateCall',
  pattern: /pthread_create|thr_create|_beginthreadex/,
})
export const FailedWord: TokenType = createToken({ name: 'FailedWord', pattern: /failed/ })
export const ForAttributes: TokenType = createToken({ name: 'ForAttributes', pattern: /for attributes:/ })
export const StackSize: TokenType = createToken({ name: 'StackSize', pattern: /stacksize:/ })
export const GuardSize: TokenType = createToken({ name: 'GuardSize', pattern: /guardsize:/ })
export const Flags: TokenType = createToken({ name: 'Flags', pattern: /flags:/ })
export const Errno: TokenType = createToken({ name: 'Errno', pattern: /errno=/ })
export const DosErrno: TokenType = createToken({ name: 'DosErrno', pattern: /DOS error\/errno=/ })

/** The text of the error in the language of the system: an apostrophe in it is no end unless `(errno=` follows. */
export const ErrorText: TokenType = createToken({ name: 'ErrorText', pattern: /'.*?'(?=\s*\((?:DOS error\/)?errno=)/ })
/** A thread's name; quotation marks inside it are not escaped. */
export const ThreadName: TokenType = createToken({ name: 'ThreadName', pattern: /".*"(?= (?:- |\(N=))|"[^"]*"/ })
export const Address: TokenType = createToken({ name: 'Address', pattern: /0x[0-9a-fA-F]+/ })
export const Kilobytes: TokenType = createToken({ name: 'Kilobytes', pattern: /\d+k/ })
export const Integer: TokenType = createToken({ name: 'Integer', pattern: /\d+/ })
/** EAGAIN, default, detached, CREATE_SUSPENDED … */
export const Word: TokenType = createToken({ name: 'Word', pattern: /[A-Za-z_]\w*/ })

for (const keyword of [CreateCall, FailedWord]) keyword.LONGER_ALT = Word

export const vocabulary: TokenType[] = [
  Blank,
  CommitMemory,
  Failed,
  FailedToStart,
  CreateCall,
  FailedWord,
  ForAttributes,
  StackSize,
  GuardSize,
  Flags,
  DosErrno,
  Errno,
  ErrorText,
  ThreadName,
  Address,
  Kilobytes,
  Integer,
  Word,
  Colon,
  Comma,
  Dash,
  Open,
  Close,
  Equals,
  Stop,
]
