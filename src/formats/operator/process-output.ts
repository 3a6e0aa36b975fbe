// Lists of processes. Rows of other processes are read and left; those of java count when there is just one, for
// nothing in a list of several says which of them is the one that died.

import { copyCursor, type LineCursor } from '../../source/block.ts'
import type { Output, OutputReader, Telling } from './output.ts'

const HEADING =
  /^\s*(?:USER|UID|PID|F)\s(?=.*\bPID\b|.*\bUSER\b).*\b(?:CMD|COMMAND|COMM)\s*$|^\s*(?:PID\s+NLWP|NLWP)\s*$/

export const psOutput: Output = {
  name: 'ps',
  command: /\bps\b/,
  begins: HEADING,
  open: (telling) => new ProcessList(telling),
}

interface JavaProcess {
  readonly pid: number
  readonly place: LineCursor
  readonly rssKb?: number
  readonly virtualKb?: number
  /** Rows with this pid: `ps -eL` prints one for each thread. */
  rows: number
  readonly threads?: number
}

const MAX_PROCESSES = 100

class ProcessList implements OutputReader {
  readonly #telling: Telling
  readonly #java = new Map<number, JavaProcess>()
  #columns: readonly string[] = []
  #row = /^$/

  constructor(telling: Telling) {
    this.#telling = telling
  }

  line(text: string, cursor: LineCursor): boolean {
    if (HEADING.test(text)) {
      this.#columns = text.trim().split(/\s+/)
      this.#row = new RegExp(`^\\s*${'(\\S+)\\s+'.repeat(this.#columns.length - 1)}(\\S.*)$`)
      return true
    }
    const cells = this.#row.exec(text)?.slice(1)
    if (!cells || this.#columns.length === 0) return false
    const cell = (name: string): string | undefined => cells[this.#columns.indexOf(name)]
    if (!/^\d+$/.test(cell('PID') ?? cell('NLWP') ?? '')) return false
    if (/(?:^|\/)java(?:\s|$)/.test(cells.at(-1) as string)) this.#addJava(cell, cursor)
    return true
  }

  end(): void {
    const { facts } = this.#telling
    const [java, another] = this.#java.values()
    if (java === undefined) return
    if (another !== undefined) {
      this.#telling.note(
        'several-jvms',
        `${this.#java.size} Java processes are listed; none is taken for the one that died.`,
        java.place.line,
      )
      return
    }
    const { pid, place, rssKb, virtualKb, rows } = java
    const threads = java.threads ?? (this.#columns.includes('LWP') || this.#columns.includes('SPID') ? rows : undefined)
    const process = { pid }
    if (threads !== undefined) facts.say('threads.count', { total: threads, moment: 'snapshot' }, place, { process })
    if (rssKb === undefined && virtualKb === undefined) return
    const sizes = { ...(rssKb !== undefined && { rssKb }), ...(virtualKb !== undefined && { virtualKb }) }
    facts.say('memory.process', { moment: 'snapshot', ...sizes }, place, { process })
  }

  #addJava(cell: (name: string) => string | undefined, cursor: LineCursor): void {
    const pid = Number(cell('PID'))
    const known = this.#java.get(pid)
    if (known !== undefined) known.rows++
    else if (this.#java.size < MAX_PROCESSES) {
      const rss = cell('RSS')
      const size = cell('VSZ')
      const threads = cell('NLWP')
      this.#java.set(pid, {
        pid,
        place: copyCursor(cursor),
        rows: 1,
        ...(rss && { rssKb: Number(rss) }),
        ...(size && { virtualKb: Number(size) }),
        ...(threads && { threads: Number(threads) }),
      })
    }
  }
}

/** `2423 Kafka`, `2423 kafka.Kafka config/server.properties`: names for the reader, facts for nobody. */
export const jpsOutput: Output = {
  name: 'jps',
  command: /\bjps\b/,
  open: () => ({ line: (text) => /^\s*\d+\s+(?:[\w.$-]+|-- .*)(?:\s.*)?$/.test(text) }),
}

/** `systemctl show` properties and the lines of `systemctl status` that carry limits. */
const PROPERTY =
  /^(Limit(?:NOFILE|NPROC|AS|DATA|STACK|MEMLOCK)|TasksMax|TasksCurrent|MemoryMax|MemoryLimit|MemoryCurrent)=(\d+|infinity|\[not set\])$/
const TASKS = /^\s*Tasks: (\d+)(?: \(limit: (\d+)\))?\s*$/
const ACTIVE = /^\s*Active: (?:failed|inactive|activating|active) .*?(?:\(Result: ([\w-]+)\))?/
const MAIN = /^\s*(?:Main PID|Process): (\d+) .*\(code=(killed|dumped|exited), (?:signal|status)=([\w/]+)\)/

export const systemctlOutput: Output = {
  name: 'systemctl',
  command: /\bsystemctl\s+(?:show|status)\b/,
  begins: /^[●×*] \S+\.service|^(?:TasksCurrent|MemoryCurrent|LimitNOFILE)=\d/,
  open: ({ facts }) => ({
    line(text, cursor) {
      const property = PROPERTY.exec(text)
      if (property) sayProperty(property[1] as string, property[2] as string, cursor, facts)
      const tasks = TASKS.exec(text)
      if (tasks) {
        const limit = tasks[2] === undefined ? {} : { tasksMax: Number(tasks[2]) }
        facts.say('memory.cgroup', { tasksCurrent: Number(tasks[1]), ...limit }, cursor)
      }
      const main = MAIN.exec(text)
      if (main) {
        const [, pid, how, status] = main as unknown as [string, string, string, string]
        const ending = how === 'exited' ? { code: Number.parseInt(status, 10) } : { signal: `SIG${status}` }
        facts.say('process.exit', { ...ending, by: 'systemd' }, cursor, { process: { pid: Number(pid) } })
      }
      return Boolean(property || tasks || main || ACTIVE.test(text)) || /^[●×*] |^\s*[A-Z][\w ]*: |^\w+=/.test(text)
    },
  }),
}

function sayProperty(name: string, text: string, cursor: LineCursor, facts: Telling['facts']): void {
  if (text === '[not set]') return
  // systemd prints "no limit" as infinity, or as the largest unsigned number.
  const value = text === 'infinity' || text.length >= 19 ? null : Number(text)
  if (name.startsWith('Limit')) facts.say('limit.rlimit', { resource: name.slice(5), soft: value }, cursor)
  else if (name === 'TasksMax') facts.say('memory.cgroup', { tasksMax: value }, cursor)
  else if (name === 'MemoryMax' || name === 'MemoryLimit') facts.say('memory.cgroup', { limitBytes: value }, cursor)
  else if (value !== null && name === 'TasksCurrent') facts.say('memory.cgroup', { tasksCurrent: value }, cursor)
  else if (value !== null) facts.say('memory.cgroup', { usageBytes: value }, cursor)
}
