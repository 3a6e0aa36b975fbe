// Often only the number of rows is kept: "65532 /proc/2423/maps", or a command in a transcript and its answer below.

export interface RowCount {
  readonly count: number
  readonly pid?: number
}

/** Lines of pmap that are no mappings: the process and the total. */
const PMAP_EXTRA_LINES = 2

const PROCESS = '(?:(\\d+)|self|\\$\\S+)'
const MAPS = `/proc/${PROCESS}/(?:task/\\d+/)?maps`
/** `65532 /proc/2423/maps` */
const NAMED = new RegExp(`^\\s*(\\d+)\\s+${MAPS}\\s*$`)
/** `wc -l < /proc/2423/maps: 65532` */
const ANSWERED = new RegExp(`\\bwc -l\\s*<?\\s*${MAPS}\\s*(?::|=|->|→)\\s*(\\d+)\\s*$`)
const COMMANDS: readonly RegExp[] = [
  new RegExp(`\\bwc -l\\s*<?\\s*${MAPS}\\s*$`),
  new RegExp(`\\bcat ${MAPS}\\s*\\|\\s*wc -l\\s*$`),
  new RegExp(`\\bgrep -c (?:''|""|'?[.^]'?) ${MAPS}\\s*$`),
]
const PMAP_COMMAND = /\bpmap(?: -[xXp]+)* (\d+)\s*\|\s*wc -l\s*$/

/** A line that states a count by itself. A command with a filter (`grep index … | wc -l`) counts something else. */
export function countIn(line: string): RowCount | undefined {
  const named = NAMED.exec(line)
  if (named) return rowCount(named[1], named[2])
  const answered = ANSWERED.exec(line)
  return answered ? rowCount(answered[2], answered[1]) : undefined
}

export function isCountCommand(line: string): boolean {
  return line.includes('wc -l') || line.includes('grep -c') ? answerTo(line, '0') !== undefined : false
}

/** The count that `answer`, the line below the command, gives. */
export function answerTo(command: string, answer: string): RowCount | undefined {
  if (!/^\s*\d+\s*$/.test(answer)) return undefined
  for (const pattern of COMMANDS) {
    const match = pattern.exec(command)
    if (match) return rowCount(answer, match[1])
  }
  const pmap = PMAP_COMMAND.exec(command)
  return pmap ? rowCount(String(Math.max(0, Number(answer) - PMAP_EXTRA_LINES)), pmap[1]) : undefined
}

function rowCount(count: string | undefined, pid: string | undefined): RowCount {
  return { count: Number(count), ...(pid === undefined ? {} : { pid: Number(pid) }) }
}
