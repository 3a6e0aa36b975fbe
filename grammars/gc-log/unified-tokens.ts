// The words of unified logging: what a line begins with when it says more than its figures (heads), and the rest.

import type { TokenType } from 'chevrotain'
import { createToken, Lexer } from 'chevrotain'
import { phrases } from './phrases.ts'
import { Blank, phrase, runningText, Seconds, Text } from './tokens.ts'

export const GcId: TokenType = createToken({ name: 'GcId', pattern: /GC\(\d+\)/ })
/** Generational ZGC: y minor young, Y major young, O major old. */
export const Generation: TokenType = createToken({ name: 'Generation', pattern: /[yYO]:(?= )/ })

/** What a line begins with that says more than its figures. */
export const Head: TokenType = createToken({ name: 'Head', pattern: Lexer.NA })

function head(name: string, pattern: RegExp | string): TokenType {
  return phrase(name, pattern, { categories: Head })
}

export const PauseHead: TokenType = head('PauseHead', 'Pause')
export const CycleHead: TokenType = head('CycleHead', /Concurrent (?:(?:Mark|Undo) )?Cycle/)
/** Shenandoah frees the collected regions: the heap after a cycle. */
export const CleanupHead: TokenType = head('CleanupHead', 'Concurrent cleanup')
export const ConcurrentHead: TokenType = head('ConcurrentHead', 'Concurrent')
export const CollectionHead: TokenType = head('CollectionHead', /(?:Garbage|Minor|Major) Collection(?= \()/)
export const AllocationStall: TokenType = head('AllocationStall', /Allocation Stall(?= \()/)
export const OutOfMemory: TokenType = head('OutOfMemory', /Out Of Memory(?= \()/)
export const ToSpaceExhausted: TokenType = head('ToSpaceExhausted', 'To-space exhausted')
export const PromotionFailed: TokenType = head('PromotionFailed', /Promotion failed(?!\s*\S)/)
export const FullCompaction: TokenType = head('FullCompaction', /Attempting (?:maxim(?:um|al) )?full compaction/)
export const Trigger: TokenType = head('Trigger', /Trigger(?: \(\w+\))?:/)
export const TimeLimit: TokenType = head(
  'TimeLimit',
  /(?:GC time (?:is|would) exceed\w* GCTimeLimit|GC Overhead Limit exceeded)/,
)
export const MetaspaceFailed: TokenType = head('MetaspaceFailed', /Metaspace \(\w+\) allocation failed for size/)
export const UsingCollector: TokenType = head(
  'UsingCollector',
  /Using (?:G1|Parallel|Serial|Concurrent Mark Sweep|The Z Garbage Collector|Shenandoah|Epsilon)(?!\s*\S)/,
)
export const Version: TokenType = head('Version', /Version: \S.*/)
export const MemoryHead: TokenType = head('MemoryHead', /Memory: (?=\d+[BKMGT](?!\s*\S))/)
export const HeapMaxHead: TokenType = head('HeapMaxHead', /(?:Heap )?Max Capacity: (?=\d+[BKMGT](?!\s*\S))/)
/** Up to JDK 16; the size is in MB. */
export const HeapAddressHead: TokenType = head('HeapAddressHead', /Heap address: 0x[0-9a-f]+, size: (?=\d+ MB)/)
export const MapCountHeap: TokenType = head('MapCountHeap', /max Java heap size \((?=\d+M\))/)
export const MapCountLimit: TokenType = head('MapCountLimit', /least (?=\d+ mappings \(current limit is \d+\))/)
export const SafepointHead: TokenType = head('SafepointHead', /Safepoint "/)
export const SafepointTotal: TokenType = phrase('SafepointTotal', /Total: (?=\d+ ns)/, { categories: Text })
export const StoppedHead: TokenType = head('StoppedHead', /Total time for which application threads were stopped: /)
export const ExitHeap: TokenType = head('ExitHeap', /Heap(?!\s*\S)/)
export const EpsilonHeap: TokenType = head('EpsilonHeap', /Heap: (?=\d+[BKMGT] reserved)/)
export const VmWarning: TokenType = head('VmWarning', /(?:OpenJDK|Java HotSpot\(TM\))[^:]* VM warning:/)
export const Phrase: TokenType = head(
  'Phrase',
  new RegExp(`(?:${phrases.map((text) => text.replace(/[()]/g, '\\$&')).join('|')})\\b`),
)

export const Subtype: TokenType = phrase('Subtype', /Normal|Prepare Mixed|Mixed|Concurrent Start|Concurrent End/, {
  categories: Text,
})
export const EvacuationFailure: TokenType = phrase('EvacuationFailure', 'Evacuation Failure', { categories: Text })
export const SystemGc: TokenType = phrase('SystemGc', 'System.gc()', { categories: Text })

export const vocabulary: TokenType[] = [
  Blank,
  GcId,
  Generation,
  EvacuationFailure,
  Subtype,
  CycleHead,
  CleanupHead,
  ConcurrentHead,
  PauseHead,
  CollectionHead,
  AllocationStall,
  OutOfMemory,
  ToSpaceExhausted,
  PromotionFailed,
  FullCompaction,
  Trigger,
  TimeLimit,
  MetaspaceFailed,
  UsingCollector,
  Version,
  MemoryHead,
  HeapMaxHead,
  HeapAddressHead,
  MapCountHeap,
  MapCountLimit,
  SafepointHead,
  StoppedHead,
  SafepointTotal,
  ExitHeap,
  EpsilonHeap,
  VmWarning,
  SystemGc,
  Phrase,
  Head,
  Seconds,
  ...runningText,
]
