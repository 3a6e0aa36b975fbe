// The words of the records of JDK 6 to 8.

import type { TokenType } from 'chevrotain'
import { createToken, Lexer } from 'chevrotain'
import type { RecordNote } from './message.ts'
import { Blank, phrase, runningText, Text } from './tokens.ts'

export const DateStamp: TokenType = createToken({
  name: 'DateStamp',
  pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,]\d{3}[+-]\d{4}/,
})
export const Uptime: TokenType = createToken({
  name: 'Uptime',
  pattern: /\d+[.,]\d{3}(?=: ?(?:\[|#|Total|Application))/,
})

export const FullGc: TokenType = phrase('FullGc', /\[Full GC(?:--)?/)
export const ConcurrentPhase: TokenType = phrase('ConcurrentPhase', /\[(?:GC concurrent|CMS-concurrent)-[a-z-]+/)
export const GcPause: TokenType = phrase('GcPause', '[GC pause')
export const GcRemark: TokenType = phrase('GcRemark', '[GC remark')
export const GcCleanup: TokenType = phrase('GcCleanup', '[GC cleanup')
export const YoungGc: TokenType = phrase('YoungGc', /\[GC(?:--)?(?=[ [\d])/)
/** Not of an address range, which ends with a parenthesis: [0x…, 0x…) */
export const Open: TokenType = createToken({ name: 'Open', pattern: /\[(?!0x)/ })
export const Close: TokenType = createToken({ name: 'Close', pattern: ']' })
export const G1Heap: TokenType = phrase('G1Heap', /Heap: ?(?=\d)/)
export const Stopped: TokenType = phrase('Stopped', /Total time for which application threads were stopped: ?/)
export const Secs: TokenType = phrase('Secs', /sec(?:ond)?s/, { categories: Text })

export const VmHeader: TokenType = createToken({
  name: 'VmHeader',
  pattern: /(?:Java HotSpot\(TM\)|OpenJDK) [\w -]*VM \([^)]*\) for \S+ JRE \(.*/,
})
export const FlagsHeader: TokenType = phrase('FlagsHeader', 'CommandLine flags:')
export const Flag: TokenType = createToken({ name: 'Flag', pattern: /-XX:\S+/, categories: Text })
export const MemoryHeader: TokenType = phrase('MemoryHeader', /Memory: \d+k page, physical (?=\d+k\()/)

export const Note: TokenType = createToken({ name: 'Note', pattern: Lexer.NA })
const notes: Readonly<{ [N in RecordNote]: RegExp }> = {
  mixed: /\((?:mixed|partial)\)/,
  'initial-mark': /\(initial-mark\)/,
  'to-space-exhausted': /\(to-space (?:exhausted|overflow)\)/,
  'promotion-failed': /\(promotion failed\)/,
  'concurrent-mode-failure': /\(concurrent mode failure\)/,
  'concurrent-mode-interrupted': /\(concurrent mode interrupted\)/,
  'gc-time-limit': /GC time (?:is exceeding|would exceed) GCTimeLimit/,
}
const noteTokens: TokenType[] = (Object.keys(notes) as RecordNote[]).map((name) =>
  phrase(name, notes[name], { categories: Note }),
)
/** In parentheses, but no cause. */
export const PauseType: TokenType = phrase('PauseType', /\((?:young|promotion failure size = \d+)\)/)

export const vocabulary: TokenType[] = [
  Blank,
  DateStamp,
  Uptime,
  VmHeader,
  FlagsHeader,
  Flag,
  MemoryHeader,
  FullGc,
  ConcurrentPhase,
  GcPause,
  GcRemark,
  GcCleanup,
  YoungGc,
  Open,
  Close,
  G1Heap,
  Stopped,
  ...noteTokens,
  PauseType,
  Secs,
  Note,
  ...runningText,
]
