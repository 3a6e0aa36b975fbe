import type { Confidence } from '../node.ts'

const SURENESS: readonly Confidence[] = ['excluded', 'possible', 'probable', 'certain']

/** Whether a diagnosis is at least as sure as `--fail-on` asks. */
export function reaches(confidence: Confidence | undefined, threshold: Confidence): boolean {
  return confidence !== undefined && SURENESS.indexOf(confidence) >= SURENESS.indexOf(threshold)
}
