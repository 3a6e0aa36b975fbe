// One run of the OOM killer is told over many lines, in other words by every generation of kernels:
//
//   2.6  java invoked oom-killer: … / Out of memory: kill process 1 (java) score 9 or a child / Killed process 1 (java)
//   3.x  Task in /docker/x killed as a result of limit of /docker/x / memory: usage 1kB, limit 1kB, failcnt 9
//        Memory cgroup out of memory: Kill process 1 (java) score 9 or sacrifice child
//        Killed process 1 (java) total-vm:1kB, anon-rss:1kB, file-rss:1kB
//        the second may be a child of the first, with a pid and a name of its own: the first one's reason is its reason
//   4.19 oom-kill:constraint=CONSTRAINT_MEMCG,…,oom_memcg=/x,task_memcg=/x,task=java,pid=1,uid=0
//   5.x  Memory cgroup out of memory: Killed process 1 (java) total-vm:1kB, … UID:0 pgtables:1kB oom_score_adj:0
//
// Source: mm/oom_kill.c (dump_header, oom_kill_process), mm/memcontrol.c (mem_cgroup_print_oom_info).

import type { FactTypes } from '../../model/fact-types.ts'
import type { LineCursor } from '../../source/block.ts'
import { copyCursor } from '../../source/block.ts'
import type { Circumstance, FactLedger } from '../../source/fact-ledger.ts'

type OomKill = { -readonly [K in keyof FactTypes['kernel.oom-kill']]: FactTypes['kernel.oom-kill'][K] }

const INVOKED = /(\S.*?) invoked oom-killer:/
const CONSTRAINT = /oom-kill:constraint=CONSTRAINT_(\w+),(.*)/
const TASK_IN = /Task in (\S+) killed as a result of limit of (\S+)/
const USAGE = /\bmemory: usage \d+kB, limit (\d+)kB/
const KILL =
  /(Memory cgroup out of memory: |Out of [Mm]emory: )?[Kk]ill(ed)? process (\d+),? (?:UID \d+,? )?\(([^)]*)\)/
const SIZE = /\b(total-vm|vsz|anon-rss|file-rss):(\d+)kB/g
/** systemd says it of a unit, systemd-oomd of a control group, neither with a pid. */
const UNIT_KILLED = /(\S+\.\w+): A process of this unit has been killed by the OOM killer/
const OOMD = /Killed (\/\S+) due to memory (?:used|pressure)/
/** The kubelet (oom_watcher_linux.go). It also says so of a container's limit where it cannot read a newer kernel's words. */
const SYSTEM_OOM = /System OOM encountered, victim process: (.*), pid: (\d+)/

/** earlyoom, which is started where the host's memory is low (meminfo.c, kill.c; the older wordings first). */
const EARLYOOM: readonly RegExp[] = [
  /[Kk]illing process (?<pid>\d+) "(?<command>[^"]*)" with signal (?:15|9)\b/,
  /[Kk]illing process '(?<command>[^']*)' with signal (?:15|9), pid: (?<pid>\d+)/,
  /sending SIG(?:TERM|KILL) to process (?<pid>\d+) (?:uid \d+ )?"(?<command>[^"]*)"/,
]
const RESIDENT_MIB = /VmRSS:? (\d+) MiB/

const CONSTRAINTS: Readonly<Record<string, OomKill['constraint']>> = {
  MEMCG: 'memcg',
  NONE: 'none',
  CPUSET: 'cpuset',
  MEMORY_POLICY: 'mempolicy',
}
/** v1 prints this where no limit is set. */
const NO_LIMIT_KB = 9_007_199_254_740_000

interface Run {
  readonly kill: OomKill
  place: LineCursor
  told: Circumstance
  killed: boolean
  /** `Kill process …` stands there, and `Killed process …` does not yet. */
  chosen: boolean
}

type OomVictim = [line: string, reason: string | undefined, past: string | undefined, pid: string, command: string]

/** Gathers the lines of a run into one `kernel.oom-kill`. */
export class OomKiller {
  #run: Run | undefined

  /** True while the dump of a run goes on: memory figures, one row for each task. */
  get isDumping(): boolean {
    return this.#run !== undefined && !this.#run.killed
  }

  read(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
    if (INVOKED.test(text)) {
      this.#startRun(cursor, told, facts)
      return true
    }
    return (
      this.#reason(text, cursor, told, facts) ||
      this.#victim(text, cursor, told, facts) ||
      byService(text, cursor, told, facts) ||
      byKubelet(text, cursor, told, facts) ||
      byEarlyoom(text, cursor, told, facts)
    )
  }

  end(facts: FactLedger): void {
    const run = this.#run
    this.#run = undefined
    if (run === undefined) return
    const { kill, place, told } = run
    if (run.killed) {
      const process = kill.pid === undefined ? told.process : { ...told.process, pid: kill.pid }
      facts.say('kernel.oom-kill', kill, place, { ...told, process })
      return
    }
    // Cut off before the victim's name: at the limit of a group a task was killed all the same.
    if (kill.cgroup !== undefined) {
      facts.say('kernel.oom-kill', kill, place, told)
      return
    }
    // Cut off earlier, or there was no victim to be had.
    facts.repeat('kernel.message', { topic: 'oom-killer-invoked', message: 'invoked oom-killer' }, place, told)
  }

  #startRun(cursor: LineCursor, told: Circumstance, facts: FactLedger): Run {
    this.end(facts)
    this.#run = { kill: { constraint: 'unknown' }, place: copyCursor(cursor), told, killed: false, chosen: false }
    return this.#run
  }

  /** The run that a line belongs to: after its victim is named, only more words on the same victim do. */
  #runFor(pid: number | undefined, cursor: LineCursor, told: Circumstance, facts: FactLedger): Run {
    const run = this.#run
    if (run === undefined) return this.#startRun(cursor, told, facts)
    const isSame = pid === undefined ? !run.killed : run.kill.pid === undefined || run.kill.pid === pid
    return isSame ? run : this.#startRun(cursor, told, facts)
  }

  #reason(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
    const constraint = CONSTRAINT.exec(text)
    if (constraint) {
      const [, kind, rest] = constraint as unknown as [string, string, string]
      const { kill } = this.#runFor(undefined, cursor, told, facts)
      kill.constraint = CONSTRAINTS[kind] ?? 'unknown'
      const group = /\boom_memcg=([^,]+)/.exec(rest)?.[1] ?? /\btask_memcg=([^,]+)/.exec(rest)?.[1]
      if (group !== undefined) kill.cgroup = group
      const pid = /\bpid=(\d+)/.exec(rest)?.[1]
      if (pid !== undefined) kill.pid = Number(pid)
      const task = /\btask=(.*?),pid=/.exec(rest)?.[1]
      if (task !== undefined) kill.command = task
      return true
    }
    const task = TASK_IN.exec(text)
    if (task) {
      const run = this.#runFor(undefined, cursor, told, facts)
      run.kill.constraint = 'memcg'
      run.kill.cgroup = task[2] as string
      run.place = copyCursor(cursor)
      return true
    }
    const limit = USAGE.exec(text)?.[1]
    if (limit === undefined) return false
    const { kill } = this.#runFor(undefined, cursor, told, facts)
    if (Number(limit) < NO_LIMIT_KB) kill.limitKb = Number(limit)
    return true
  }

  #victim(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
    const victim = KILL.exec(text)
    if (!victim) return false
    const [, reason, done, pid, command] = victim as unknown as OomVictim
    const isChosen = this.#run?.chosen === true && reason === undefined
    const run = isChosen ? (this.#run as Run) : this.#runFor(Number(pid), cursor, told, facts)
    run.chosen = done === undefined
    const { kill } = run
    run.killed = true
    run.place = copyCursor(cursor)
    run.told = told
    kill.pid = Number(pid)
    kill.command = command
    if (reason?.startsWith('Memory cgroup')) kill.constraint = 'memcg'
    else if (reason !== undefined && kill.constraint === 'unknown') kill.constraint = 'none'
    for (const [, name, size] of text.matchAll(SIZE)) {
      if (name === 'anon-rss') kill.anonRssKb = Number(size)
      else if (name === 'file-rss') kill.fileRssKb = Number(size)
      else kill.totalVmKb = Number(size)
    }
    return true
  }
}

function byService(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
  const cgroup = UNIT_KILLED.exec(text)?.[1] ?? OOMD.exec(text)?.[1]
  if (cgroup === undefined) return false
  facts.say('kernel.oom-kill', { constraint: 'unknown', cgroup }, cursor, told)
  return true
}

function byKubelet(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
  const victim = SYSTEM_OOM.exec(text)
  if (!victim) return false
  const [, command, pid] = victim as unknown as [string, string, string]
  const process = { ...told.process, pid: Number(pid) }
  facts.say('kernel.oom-kill', { constraint: 'unknown', pid: Number(pid), command }, cursor, { ...told, process })
  return true
}

function byEarlyoom(text: string, cursor: LineCursor, told: Circumstance, facts: FactLedger): boolean {
  const victim = EARLYOOM.map((wording) => wording.exec(text)?.groups).find((groups) => groups !== undefined)
  if (victim === undefined) return false
  const resident = RESIDENT_MIB.exec(text)?.[1]
  const kill: OomKill = {
    constraint: 'none',
    pid: Number(victim.pid),
    command: victim.command as string,
    by: 'earlyoom',
  }
  if (resident !== undefined) kill.anonRssKb = Number(resident) * 1024
  facts.say('kernel.oom-kill', kill, cursor, { ...told, process: { ...told.process, pid: Number(victim.pid) } })
  return true
}
