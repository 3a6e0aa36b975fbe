import type { Line } from './document.ts'
import type { HsErr } from './hs-err.ts'
import type { Run } from './tokens.ts'

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Lists<T> = { [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] }

/** How a line was understood. */
export const UNKNOWN = 0
export const RECOGNIZED = 1
export const IGNORED = 2

/** The reading of one log while it grows, and what became of each of its lines. */
export class Draft {
  readonly log: Lists<Mutable<HsErr>> = {
    nativeFrames: [],
    javaFrames: [],
    metaspace: [],
    codeHeaps: [],
    events: [],
    modules: [],
    globalFlags: [],
    agents: [],
    environment: [],
    foreignHandlers: [],
    limits: [],
    kernelSettings: [],
    troubles: [],
    sections: [],
  }
  readonly marks: Uint8Array

  constructor(rows: number) {
    this.marks = new Uint8Array(rows)
  }

  recognize(line: Line): void {
    this.marks[line.row] = RECOGNIZED
  }

  recognizeAll(lines: readonly Line[]): void {
    for (const line of lines) this.recognize(line)
  }

  ignore(line: Line): void {
    this.marks[line.row] = IGNORED
  }

  /** Ignores the lines of a run that nobody has recognized. */
  ignoreUnread({ first, end }: Pick<Run, 'first' | 'end'>): void {
    for (let row = first; row < end; row++) if (this.marks[row] === UNKNOWN) this.marks[row] = IGNORED
  }
}

/** Reads one kind of section into the draft; the title is the first line. */
export type SectionReader = (lines: readonly Line[], draft: Draft) => void

/** `1024k`, `16383M`, `97276K`: KiB. */
export function kilobytes(figure: string): number {
  const scale: Readonly<Record<string, number>> = { k: 1, m: 1024, g: 1024 * 1024 }
  return Number.parseInt(figure, 10) * (scale[figure.slice(-1).toLowerCase()] ?? 1)
}

/** What stands behind the first colon of a line. */
export function afterColon(text: string): string {
  return text.slice(text.indexOf(':') + 1).trim()
}
