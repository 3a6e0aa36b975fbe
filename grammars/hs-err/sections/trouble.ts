// What went wrong while the log was written: each such line ends a section where it was.

import type { Line } from '../document.ts'
import type { Draft } from '../draft.ts'

/**
 *   [error occurred during error reporting (printing all threads), id 0xb, SIGSEGV (0xb) at pc=0x00002ae984564b33]
 *   [timeout occurred during error reporting in step "printing heap information"] after 30 s.
 *   ------ Timeout during error reporting after 120 s. ------
 */
const STEP = /\((.+?)\), id 0x[0-9a-f]+(?:, (.*))?\]|in step "([^"]*)"|stop reattempt \(([^)]*)\) reason: (.*)\]/

export function readTrouble(line: Line, draft: Draft): void {
  draft.recognize(line)
  const text = line.text.trim()
  if (/^\[thread \d+ also had an error\]/.test(text)) return
  const match = STEP.exec(text)
  const what = match?.[2] ?? match?.[5]
  draft.log.troubles.push({
    row: line.row,
    text,
    step: match?.[1] ?? match?.[3] ?? match?.[4] ?? text,
    ...(what && { what }),
  })
}
