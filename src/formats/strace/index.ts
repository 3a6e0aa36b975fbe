// strace: a trace (any of -f -t -tt -ttt -r -T -y), its summary (-c), or the bare counts that people make of either.
//
// Source: strace 6.x; strace(1). Lost on the way: -t and -tt have no date, -c neither addresses nor files, and a trace
// that was attached to a running process does not know what was mapped before.

import { type Head, shareOfLines } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { bareCountIn, isSummaryLine } from './counts.ts'
import { isTraceLine } from './line.ts'

export const strace: Format = {
  id: 'strace',
  title: 'System calls (strace, strace -c)',
  detect,
  load: async () => ({ open: (await import('./read.ts')).open }),
}

function detect(head: Head): number {
  const trace = shareOfLines(head, isTraceLine)
  const summary = shareOfLines(head, isSummaryLine)
  const counts = shareOfLines(head, (line) => bareCountIn(line) !== undefined)
  if (trace.matches >= 3) return trace.share
  if (summary.matches >= 2) return summary.share
  return counts.matches >= 2 && counts.share > 0.8 ? counts.share : 0
}
