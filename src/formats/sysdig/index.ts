// sysdig's text output: one line where a call begins (>), one where it ends (<).
//
//   5141 12:34:56.789012345 0 java (2423) > mmap addr=0 length=24 prot=3(PROT_READ|PROT_WRITE) flags=1(MAP_SHARED) fd=6(<f>/k/t-0/0.index) offset=0
//   5142 12:34:56.789013345 0 java (2423) < mmap res=7F85F5B70000 vm_size=4504 vm_rss=528 vm_swap=0
//
// Source: sysdig(8), default output format; falcosecurity/libs event_table.c (addresses are hexadecimal without 0x,
// vm_* are KiB). Lost on the way: the date; and with dropped events, one half of a call.

import { type Head, shareOfLines } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { eventIn } from './event.ts'

export const sysdig: Format = {
  id: 'sysdig',
  title: 'System calls (sysdig)',
  detect,
  load: async () => ({ open: (await import('./read.ts')).open }),
}

function detect(head: Head): number {
  const { matches, share } = shareOfLines(head, (line) => eventIn(line) !== undefined)
  return matches >= 2 ? share : 0
}
