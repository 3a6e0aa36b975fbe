// The files of a memory and pids cgroup, versions 1 and 2. Each has one number or a few `key value` rows, so the name of the
// file, from the command or from a heading, says what it is.
//
// Source: Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst, pids.rst.

import type { FactTypes } from '../../model/fact-types.ts'
import { copyCursor, type LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import type { Output } from './output.ts'

type Cgroup = { -readonly [K in keyof FactTypes['memory.cgroup']]: FactTypes['memory.cgroup'][K] }
type Field = Exclude<keyof Cgroup, 'version'>

/** Files with one number; `max` is no limit. */
const NUMBERS: Readonly<Record<string, readonly [version: 1 | 2 | undefined, field: Field | undefined]>> = {
  'memory.max': [2, 'limitBytes'],
  'memory.current': [2, 'usageBytes'],
  'memory.peak': [2, 'maxUsageBytes'],
  'memory.swap.max': [2, 'swapLimitBytes'],
  'memory.high': [2, undefined],
  'memory.low': [2, undefined],
  'memory.min': [2, undefined],
  'memory.swap.current': [2, undefined],
  'memory.limit_in_bytes': [1, 'limitBytes'],
  'memory.usage_in_bytes': [1, 'usageBytes'],
  'memory.max_usage_in_bytes': [1, 'maxUsageBytes'],
  'memory.memsw.limit_in_bytes': [1, 'swapLimitBytes'],
  'memory.failcnt': [1, 'failCount'],
  'memory.soft_limit_in_bytes': [1, undefined],
  'pids.max': [undefined, 'tasksMax'],
  'pids.current': [undefined, 'tasksCurrent'],
  'pids.peak': [undefined, undefined],
}

/** Files with rows: `oom_kill 3`. */
const ROWS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  'memory.events': { oom_kill: 'oomKills', max: 'failCount' },
  'memory.events.local': { oom_kill: 'oomKills', max: 'failCount' },
  'memory.oom_control': { oom_kill: 'oomKills' },
  'memory.stat': {},
  'memory.swap.events': {},
  'pids.events': { max: 'pidsRejected' },
}

const FILES = [...Object.keys(NUMBERS), ...Object.keys(ROWS)].sort((a, b) => b.length - a.length)
const FILE = new RegExp(`(?:${FILES.join('|').replaceAll('.', '[._]')})(?![\\w.]*_in_bytes)`)
/** `memory.max:8589934592`, `/sys/fs/cgroup/pids.max = 4915`, as `grep .` and collector scripts print them. */
const NAMED = new RegExp(`^\\s*(?:/\\S*/)?(${FILES.join('|').replaceAll('.', '\\.')})\\s*[:=]\\s*(\\S.*?)\\s*$`)
const ROW = /^\s*([a-z_]+)\s+(\d+|max)\s*$/
/** What v1 shows as "no limit": the largest page-aligned signed number. */
const NO_LIMIT_V1 = 9_223_372_036_854_770_000

/** The cgroup file that a path, a command or a file name speaks of. */
export function cgroupFileIn(text: string): string | undefined {
  const found = FILE.exec(text)?.[0]
  return found && FILES.find((file) => file === found || file.replaceAll('.', '_') === found.replaceAll('.', '_'))
}

export const cgroupOutput: Output = {
  name: 'cgroup',
  command: FILE,
  begins: NAMED,
  open({ facts, command }) {
    const group = new CgroupReading(facts)
    const files = (command ?? '').split(/\s+/).flatMap((word) => cgroupFileIn(word) ?? [])
    let next = 0
    return {
      line(text, cursor) {
        const named = NAMED.exec(text)
        if (named) return group.read(named[1] as string, named[2] as string, cursor)
        const file = files[next]
        if (file === undefined || !group.read(file, text, cursor)) return false
        if (file in NUMBERS && next < files.length - 1) next++
        return true
      },
      end: () => group.end(),
    }
  },
}

/** One fact for a group; a value that comes again starts the next one. */
class CgroupReading {
  readonly #facts: FactLedger
  #group: Cgroup = {}
  #place: LineCursor | undefined

  constructor(facts: FactLedger) {
    this.#facts = facts
  }

  read(file: string, text: string, cursor: LineCursor): boolean {
    const number = NUMBERS[file]
    if (number !== undefined) {
      const value = numberOrMax(text.trim())
      if (value === undefined) return false
      const [version, field] = number
      if (field !== undefined) this.#set(field, value, cursor)
      if (version !== undefined) this.#group.version = version
      return true
    }
    const row = ROW.exec(text)
    if (!row) return false
    const field = ROWS[file]?.[row[1] as string]
    if (field !== undefined) this.#set(field, Number(row[2]), cursor)
    if (file.startsWith('memory.events')) this.#group.version = 2
    return true
  }

  end(): void {
    if (this.#place !== undefined) this.#facts.say('memory.cgroup', this.#group, this.#place)
    this.#group = {}
    this.#place = undefined
  }

  #set(field: Field, value: number | null, cursor: LineCursor): void {
    if (field in this.#group) this.end()
    this.#group = { ...this.#group, [field]: value }
    this.#place ??= copyCursor(cursor)
  }
}

function numberOrMax(text: string): number | null | undefined {
  if (text === 'max') return null
  if (!/^\d+$/.test(text)) return undefined
  const value = Number(text)
  return value >= NO_LIMIT_V1 ? null : value
}
