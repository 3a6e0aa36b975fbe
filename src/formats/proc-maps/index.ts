// /proc/PID/maps and /proc/PID/smaps, alone or pasted into a transcript.
//
// Source: fs/proc/task_mmu.c. Lost on the way: the process's number and the time; a map says neither.

import { type Head, shareOfLines } from '../../source/head.ts'
import type { Format } from '../format.ts'

const ROW = /^[0-9a-f]{8,16}-[0-9a-f]{8,16} [r-][w-][x-][ps-] [0-9a-f]{8,16} [0-9a-f]{2,8}:[0-9a-f]{2,8} \d+/
const DETAIL = /^(?:Rss|Pss|Private_Dirty): +\d+ kB$/m
/** The crash log's own title for its copy of the map; those rows are the crash log's to count. */
const CRASH_LOG =
  /^Dynamic libraries:|^# A fatal error has been detected|^# {2}Internal Error|^# Native memory allocation/m

/** As many rows make a transcript worth reading along, however much stands around them. */
const ENOUGH_ROWS = 20
const READS_ALONG = 0.25

export const procMaps: Format = {
  id: 'proc-maps',
  title: 'Memory map of a process (/proc/PID/maps)',
  detect: (head) => (DETAIL.test(head.text) ? 0 : detect(head)),
  load: async () => ({ open: (await import('./read.ts')).open('proc-maps') }),
}

export const smaps: Format = {
  id: 'smaps',
  title: 'Memory map of a process with resident sizes (/proc/PID/smaps, smaps_rollup)',
  detect: (head) => (DETAIL.test(head.text) ? detectDetailed(head) : 0),
  load: async () => ({ open: (await import('./read.ts')).open('smaps') }),
}

function detect(head: Head): number {
  if (CRASH_LOG.test(head.text)) return 0
  const rows = shareOfLines(head, (line) => ROW.test(line))
  if (rows.matches < 3) return 0
  return rows.matches < ENOUGH_ROWS ? rows.share : Math.max(rows.share, READS_ALONG)
}

function detectDetailed(head: Head): number {
  if (CRASH_LOG.test(head.text)) return 0
  const { matches, share } = shareOfLines(head, (line) => ROW.test(line) || /^[A-Z]\w+: +\d+( kB)?$/.test(line))
  return matches < 5 || !head.lines.some((line) => ROW.test(line)) ? 0 : share
}
