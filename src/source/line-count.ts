import type { Coverage } from '../model/artifact.ts'
import type { LineCursor } from './block.ts'
import { lineText } from './block.ts'
import { excerptOf } from './excerpt.ts'

const MAX_SAMPLES = 10

/** Counts how lines were understood and keeps the first ten that were not. */
export class LineCount {
  recognized = 0
  ignored = 0
  unknown = 0
  readonly #samples: { line: number; text: string }[] = []

  /** A blank line is ignored, whoever reports it. */
  addUnknown(cursor: LineCursor): void {
    if (cursor.start === cursor.end) {
      this.ignored++
      return
    }
    this.unknown++
    if (this.#samples.length < MAX_SAMPLES) {
      this.#samples.push({ line: cursor.line, text: excerptOf(lineText(cursor)) })
    }
  }

  coverage(): Coverage {
    const { recognized, ignored, unknown } = this
    const lines = recognized + ignored + unknown
    return { lines, recognized, ignored, unknown, ...(unknown > 0 && { samples: this.#samples }) }
  }
}
