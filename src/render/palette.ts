import type { Confidence } from '../model/report.ts'

/** Marks for a terminal; without colour every mark is the text itself. */
export interface Palette {
  readonly heading: (text: string) => string
  readonly verdict: (text: string) => string
  readonly confidence: (confidence: Confidence) => string
  readonly command: (text: string) => string
  readonly dim: (text: string) => string
}

const ESCAPE = '\u001b['
const CONFIDENCE_COLOR: Record<Confidence, number> = { certain: 31, probable: 33, possible: 36, excluded: 90 }

export function paletteOf(color: boolean): Palette {
  const mark = (code: number) => (text: string) => (color ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text)
  return {
    heading: mark(1),
    verdict: mark(1),
    command: mark(32),
    dim: mark(2),
    confidence: (confidence) => mark(CONFIDENCE_COLOR[confidence])(confidence),
  }
}
