import type { Head } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { LogExtent } from './log-extent.ts'

/** The crash log of HotSpot (hs_err_pid*.log), its copies on a console, `jcmd PID VM.info`, and pieces of them. */
export const hsErr: Format = {
  id: 'hs-err',
  title: 'Crash log of the HotSpot JVM',
  detect,
  owns,
  needles: [
    '# A fatal error has been detected by the Java Runtime',
    '# There is insufficient memory for the Java Runtime',
    '# An unexpected error has been detected by',
    // of a log that begins in the middle of its map, whose rows look like /proc/PID/maps
    'Total number of mappings: ',
    '---  S Y S T E M  ---',
  ],
  load: () => import('./read.ts'),
}

const HEADLINE =
  /^# (?:A fatal error has been detected by|An unexpected error has been detected by|There is insufficient memory for) /m
/** Printed into the log alone, not into its short copy on the console. */
const BODY =
  /^(?:# (?:Possible reasons:|This output file may be truncated)|-{5,} +(?:[A-Z] ){4,}|Stack: \[0x|Register to memory mapping:|Dynamic libraries:|VM Arguments:|VM state:|siginfo:|Java Threads: \()/m
const SAVED_AS = /^# An error report file with more information is saved as:/m
/** `jcmd PID VM.info` has no headline. */
const VM_INFO = /^# JRE version:[^\n]*\n# Java VM:/m
/** What is cut out of a log and pasted: any two of these make it likely. */
const PIECES = [
  /^[CV] {2}(?:\[[^\]\n]+\+0x[0-9a-f]+\]|0x[0-9a-f]+)/m,
  /^vm_info: /m,
  /^(?:Internal exceptions|VM Operations|GC Heap History|Events|Compilation events|Deoptimization events) \(\d+ events\):/m,
  /^siginfo: ?(?:si_signo|EXCEPTION)/m,
  /^(?:Register to memory mapping|Top of Stack|Instructions): ?/m,
  /^Current thread \(0x[0-9a-f]+\):/m,
  /^Native frames: \(J=/m,
  /^j {2}[\w$./]+\(/m,
  /^(?:VM state:|Compressed Oops mode:|Java Threads: \(|Other Threads:$|VM Arguments:$)/m,
  /^Memory: \d+k page, /m,
  /^#? ?(?:No core dump|Core dump) (?:written|will be written)/m,
  /^#? *Problematic frame:/m,
  /^#? *(?:SIG[A-Z]+|EXCEPTION_\w+|Internal Error|Out of Memory Error) \(.*pid=\d+/m,
  /^ *A fatal error has been detected by the Java Runtime/m,
  /^(?:=>| {0,2})0x[0-9a-f]+ (?:JavaThread|VMThread|GCTaskThread|WorkerThread|ConcurrentGCThread|WatcherThread|Thread) "/m,
  /^(?:0x[0-9a-f]{8,16},? ?){4,}$/m,
  /^stack at sp \+ \d+ slots: /m,
  /^Compiled method \(\w+\) +\d+ /m,
  /^Decoding (?:Code|Runtime|Compiled)\w*, name: /m,
  /^\|\s*\d+\|.*\|TAMS /m,
  /^Event: \d+\.\d+ (?:Thread 0x|Executing |Loading class |Concurrent |GC heap )/m,
]

/** A log with its body, and nothing before or behind it: the usual file. */
function owns({ text, lines }: Head): boolean {
  if (!/^[#\s]*# (?:A fatal|An unexpected|There is)/.test(text) || !BODY.test(text)) return false
  const extent = new LogExtent()
  return lines.every((line) => extent.isOwn(line))
}

/** By its banner at the top, else by its sections; the short copy on a console is told better by `jvm-console`. */
function detect({ text }: Head): number {
  const headline = HEADLINE.exec(text)
  const hasBody = BODY.test(text)
  if (headline !== null) {
    if (text.slice(0, headline.index).replace(/[#\s]/g, '') !== '') return hasBody ? 0.45 : 0.25
    if (hasBody) return 0.98
    return SAVED_AS.test(text) ? 0.45 : 0.7
  }
  if (VM_INFO.test(text) && hasBody) return 0.9
  const pieces = PIECES.filter((piece) => piece.test(text)).length
  if (hasBody || pieces >= 2) return 0.6
  return pieces === 1 ? 0.35 : 0
}
