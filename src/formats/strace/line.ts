/** What stands before the call in a line of a trace. */
export interface TraceLine {
  /** Thread; undefined without -f. */
  readonly tid: number | undefined
  readonly seconds: number | undefined
  /** What the seconds count from: midnight with -t and -tt, 1970 with -ttt, the line before with -r. */
  readonly clock: 'day' | 'epoch' | 'relative'
  /** The call, a signal, or the end of a thread. */
  readonly text: string
}

/**
 *   [pid  8018] 08:34:41.588480 mmap(NULL, …        -f to a terminal
 *   8018  1700000000.588480 <... mmap resumed>…     -f -ttt -o FILE
 *        0.000123 mmap(…                            -r
 *   739:8018  08:34:41 mmap(…                       what grep -n makes of it
 */
const LINE =
  /^(?:\d+:(?=\d+ ))?(?:\[pid +(\d+)\] |(\d+) +(?=\D|\d+[.:]))? *(?:(\d\d):(\d\d):(\d\d(?:\.\d+)?) |(\d+\.\d+) )?(?:\(\+ +[\d.]+\) )?(.*)$/
const CALL = /^(?:[a-z_][a-z0-9_]*\(|<\.\.\. [a-z_][a-z0-9_]* resumed|--- (?:SIG|stopped)|\+\+\+ )/
const OUTCOME = /\) += +\S|<unfinished \.\.\.>$|^<\.\.\.|^---.*---$|^\+\+\+.*\+\+\+$/
const EPOCH_2001 = 1e9

export function traceLineIn(text: string): TraceLine | undefined {
  const match = LINE.exec(text)
  if (match === null) return undefined
  const [, pid, tid, hours, minutes, seconds, plain, rest] = match
  if (rest === undefined || !CALL.test(rest)) return undefined
  const thread = pid ?? tid
  const ofDay = hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const time = ofDay ?? (plain === undefined ? undefined : Number(plain))
  return {
    tid: thread === undefined ? undefined : Number(thread),
    seconds: time,
    clock: ofDay !== undefined ? 'day' : Number(plain) > EPOCH_2001 ? 'epoch' : 'relative',
    text: rest,
  }
}

/** Strict enough to tell a trace from a program's source. */
export function isTraceLine(text: string): boolean {
  const line = traceLineIn(text)
  return line !== undefined && OUTCOME.test(line.text)
}
