// What a line of a GC log can say, as the two grammars of this folder return it.

/**
 * A number of the line, by where it stands: lines of one shape share the message, and each reads its own numbers.
 * The value is the number times `scale`: bytes for sizes, milliseconds for times, a plain count otherwise.
 */
export interface Quantity {
  /** Offset of its first digit. */
  readonly at: number
  readonly scale: number
}

/** before->after(capacity) */
export interface Transition {
  readonly before: Quantity
  readonly after: Quantity
  readonly capacity?: Quantity
}

/** One line of unified logging (JDK 9+) behind its decorators. */
export interface Message {
  /** GC(7): the number. */
  readonly id?: Quantity
  readonly says: Statement
}

export type Statement =
  | Pause
  | Cycle
  | Collection
  /** Shenandoah: what is left when a concurrent cycle frees its regions. */
  | { readonly kind: 'cleanup'; readonly heap: Transition }
  /** ZGC: a thread had to wait for memory. */
  | { readonly kind: 'allocation-stall'; readonly duration: Quantity | undefined }
  /** ZGC: a thread got none. */
  | { readonly kind: 'out-of-memory' }
  /** G1, JDK 9 to 20: a line of its own; later a part of the pause line. */
  | { readonly kind: 'to-space-exhausted' }
  /** Serial, CMS. */
  | { readonly kind: 'promotion-failed' }
  | { readonly kind: 'full-compaction'; readonly last: boolean }
  /** Shenandoah says why it starts. */
  | { readonly kind: 'trigger'; readonly explicit: boolean }
  | { readonly kind: 'gc-time-limit' }
  | { readonly kind: 'metaspace-oom' }
  | { readonly kind: 'using'; readonly collector: string }
  | { readonly kind: 'version'; readonly text: string }
  | { readonly kind: 'memory'; readonly size: Quantity }
  | { readonly kind: 'heap-max'; readonly size: Quantity }
  /** ZGC's warning about vm.max_map_count, of five lines: this is the one with the heap, or the one with the counts. */
  | { readonly kind: 'map-count-heap'; readonly size: Quantity }
  | { readonly kind: 'map-count-limit'; readonly required: Quantity; readonly current: Quantity }
  /** JDK 13+; the times are in nanoseconds in the log and in ms here. */
  | { readonly kind: 'safepoint'; readonly operation: string; readonly total: Quantity }
  /** JDK 8 to 12: a stop for whatever reason. */
  | { readonly kind: 'stopped'; readonly total: Quantity }
  /** The heap as printed when the JVM ends. */
  | { readonly kind: 'exit-heap' }
  /** Epsilon. */
  | { readonly kind: 'epsilon-heap'; readonly reserved: Quantity; readonly used: Quantity }
  /** The JVM's own warnings, which the console format reads. */
  | { readonly kind: 'vm-warning' }
  | Detail

/** Known, and nothing is taken from it. */
export interface Detail {
  readonly kind: 'detail'
  /** The text up to there alone decides that; Infinity where it may go on as something that tells more. */
  readonly headEnd: number
  /** There is no number in it: every line with this text is the same. */
  readonly isWhole: boolean
}

/** A stop-the-world pause; without a duration it is the line that announces it. */
export interface Pause {
  readonly kind: 'pause'
  /** As printed: Young, Mixed, Full, Remark, Mark Start, Degenerated GC … */
  readonly name: string
  /** G1: Normal, Prepare Mixed, Mixed, Concurrent Start. */
  readonly subtype?: string
  readonly cause?: string
  readonly evacuationFailure: boolean
  readonly heap?: Transition
  readonly duration?: Quantity
}

/** G1's concurrent cycle; without a duration it begins here. */
export interface Cycle {
  readonly kind: 'cycle'
  readonly duration?: Quantity
}

/** A collection of ZGC as a whole; without figures it begins here. */
export interface Collection {
  readonly kind: 'collection'
  readonly name: string
  readonly cause?: string
  readonly heap?: Transition
}

/** A line, or a part of one, of the formats of JDK 6 to 8: its pieces in order. Records may begin and end in other lines. */
export interface Record {
  readonly says: { readonly kind: 'record'; readonly pieces: readonly Piece[] }
}

export type Piece =
  | { readonly piece: 'date'; readonly at: Quantity }
  | { readonly piece: 'uptime'; readonly seconds: Quantity }
  | {
      readonly piece: 'open'
      readonly what: 'young' | 'full' | 'initial-mark' | 'remark' | 'cleanup' | 'concurrent' | 'section'
      /** Of a section or concurrent phase: ParNew, CMS, Metaspace, concurrent-mark-start. */
      readonly name: string
      readonly cause?: string
    }
  | { readonly piece: 'note'; readonly note: RecordNote }
  | { readonly piece: 'heap'; readonly heap: Transition }
  /** G1's Eden/Survivors/Heap line, behind the record it belongs to. */
  | { readonly piece: 'g1-heap'; readonly heap: Transition }
  | { readonly piece: 'duration'; readonly duration: Quantity }
  | { readonly piece: 'stopped'; readonly total: Quantity }
  | { readonly piece: 'close' }
  /** The first lines of a file: the JVM, its flags, the machine's memory. */
  | { readonly piece: 'vm'; readonly text: string }
  | { readonly piece: 'flags'; readonly flags: readonly string[] }
  | {
      readonly piece: 'memory'
      readonly physical: { readonly total: Quantity; readonly free: Quantity }
      readonly swap?: { readonly total: Quantity; readonly free: Quantity }
    }

export type RecordNote =
  | 'mixed'
  | 'initial-mark'
  | 'to-space-exhausted'
  | 'promotion-failed'
  | 'concurrent-mode-failure'
  | 'concurrent-mode-interrupted'
  | 'gc-time-limit'
