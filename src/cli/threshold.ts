import type { Confidence } from '../node.ts'
import { textValue, type Values } from './options.ts'

const SURENESS: readonly Confidence[] = ['excluded', 'possible', 'probable', 'certain']

/** Whether one of them is at least as sure as `--fail-on` asks; false where it is not given. */
export function reachesThreshold(told: readonly { readonly confidence?: Confidence }[], values: Values): boolean {
  const threshold = textValue(values, 'fail-on') as Confidence | undefined
  if (threshold === undefined) return false
  const least = SURENESS.indexOf(threshold)
  return told.some(({ confidence }) => confidence !== undefined && SURENESS.indexOf(confidence) >= least)
}
