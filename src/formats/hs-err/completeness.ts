import type { HsErr } from '../../../grammars/hs-err/index.ts'

/** It has its end, and nothing is missing before that. */
export function isComplete(log: HsErr): boolean {
  return hasEnd(log) && log.missing === undefined
}

/**
 * JDK 9 and later end with `END.` (JDK-8027429); product builds of 7 and 8 never print it, there the elapsed time behind
 * vm_info is last. "This output file may be truncated" is printed for every native out-of-memory and means nothing.
 */
export function hasEnd(log: HsErr): boolean {
  if (log.end !== undefined) return true
  const { vmInfo, elapsed } = log
  return vmInfo !== undefined && elapsed !== undefined && elapsed.row > vmInfo.row
}
