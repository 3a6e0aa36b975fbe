// What somebody typed: prompts of the usual shells, `set -x` traces, and the headings that collector scripts print.

const PROGRAMS =
  'awk|cat|crictl|date|df|dmesg|docker|echo|egrep|find|findmnt|free|getconf|grep|head|hostname|id|java|jcmd|jmap|jps|jstack|jstat|journalctl|kubectl|ls|lscpu|lsof|mount|nproc|numactl|pidstat|pmap|prlimit|ps|pwdx|stat|strace|sysctl|systemctl|tail|top|ulimit|uname|uptime|vmstat|wc'

const TYPED = new RegExp(`^(?:\\S*/)?(?:${PROGRAMS})(?:\\s|$)`)
const PROMPT =
  /^\s*(?:\[[^\]]*\]\s*)?(?:\([^)]*\)\s*)?(?:[\w.-]+@[\w.-]+[^$#%>]*?|[\w.-]*sh-[\d.]+|[\w.-]+:[~/][^$#%>]*?|[~/][^$#%>\s]*)?\s?[$#%>❯]\s+(\S.*)$/
/** A command that lost its prompt on the way into a ticket: nothing but flags, paths and keys behind the program. */
const BARE =
  /^((?:sudo\s+)?(?:free|df|ulimit|sysctl|uname|cat|ps|pmap|lsof|wc|ls|dmesg)(?:\s+(?:--?[\w-]+|[/$~]\S*|\w+\.[\w.]+))+(?:\s*[|;<]\s*\S.*)?)\s*$/
const TRACE = /^\++ (\S.*)$/
const HEADING =
  /^\s*(?:[=\-#*+_~]{2,}|>{2,}|\[)\s*(?:\$\s+|command:\s*|cmd:\s*|output of\s+)?['"`]?(\S.*?)['"`]?\s*(?:[=\-#*+_~<:]{2,}|:|\])?\s*$/i
/** head and tail name each file they print. */
const FILE_HEADING = /^==> (\/?\S+) <==$/
/** What stands before the command itself. */
const BEFORE =
  /^(?:sudo\s+(?:-\S+\s+)*|time\s+|env\s+(?:\w+=\S*\s+)*|(?:docker|podman|kubectl|oc|crictl)\s+exec\s.*?(?:\s--\s+|\s(?=(?:sh|bash)\s+-c\s))(?:(?:sh|bash)\s+-c\s+['"]?)?)/

/** The command that the line shows being typed; undefined for a line of output. */
export function commandIn(line: string): string | undefined {
  const file = FILE_HEADING.exec(line)?.[1]
  if (file !== undefined) return `cat ${file}`
  for (const shape of [PROMPT, TRACE, HEADING, BARE]) {
    const typed = shape.exec(line)?.[1]?.replace(BEFORE, '').trim()
    if (typed !== undefined && TYPED.test(typed)) return typed
  }
  return undefined
}

/** The parts of a command line that run one after the other: `free -m; df -h`. */
export function partsOf(command: string): readonly string[] {
  return command.split(/\s*(?:;|&&|\|\|)\s*/).map((part) => part.replace(BEFORE, ''))
}
