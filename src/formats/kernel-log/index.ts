import { type Head, shareOfLines } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { needles } from './needles.ts'

/** dmesg, `dmesg -T`, `journalctl -k`, /var/log/messages, /var/log/kern.log. */
export const kernelLog: Format = {
  id: 'kernel-log',
  title: "The kernel's log (dmesg, journalctl -k, /var/log/messages)",
  detect,
  needles,
  load: () => import('./read.ts'),
}

/** `[12345.678901] …`, `[Sat Nov 21 10:00:00 2026] …`, `Nov 21 10:00:00 host kernel: …`, `kern  :warn  : [ 1.2] …` */
export const KERNEL_LINE =
  /^(?:<\d+>)?(?:kern\s+:\w+\s*: )?\[\s*(?:\d+\.\d{6}|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:]{8} \d{4})\]|^\S.{0,80}?\bkernel: /
const TELLING =
  /invoked oom-killer|oom-kill:constraint=|Killed process \d+ \(|sending SIG(?:TERM|KILL) to process \d+|illing process .* with signal \d|Out of memory: Kill|fork rejected by pids|System OOM encountered, victim/

function detect(head: Head): number {
  const { matches, share } = shareOfLines(head, (line) => KERNEL_LINE.test(line))
  if (matches > 0 && share > 0.3) return share * 0.9
  const telling = shareOfLines(head, (line) => TELLING.test(line))
  return telling.matches === 0 ? 0 : Math.max(0.25, telling.share * 0.9)
}
