// A file that holds one number and nothing else, as `cat /proc/sys/vm/max_map_count > FILE` leaves it. Its content
// says that it is a number; what the number counts stands in its name alone, and the reading says so.

import type { Head } from '../../source/head.ts'
import { cgroupFileIn } from './cgroup-output.ts'

const SETTINGS: Readonly<Record<string, string>> = {
  max_map_count: 'vm/max_map_count',
  overcommit_memory: 'vm/overcommit_memory',
  overcommit_ratio: 'vm/overcommit_ratio',
  overcommit_kbytes: 'vm/overcommit_kbytes',
  swappiness: 'vm/swappiness',
  nr_hugepages: 'vm/nr_hugepages',
  'threads-max': 'kernel/threads-max',
  pid_max: 'kernel/pid_max',
  'file-max': 'fs/file-max',
  nr_open: 'fs/nr_open',
}

/** The command that the only output of a file was printed by, as its name or its shape tells. */
export interface NamedNumber {
  readonly kind: 'sysctl' | 'cgroup' | 'count'
  readonly command: string
  /** True when nothing but the file's name says so. */
  readonly byName: boolean
}

/** The row sets of cgroup files that are like no other; `pids.events` alone could be anything. */
const ROW_FILES: readonly (readonly [file: string, shape: RegExp])[] = [
  ['memory.events', /^low \d+\nhigh \d+\nmax \d+\noom \d+\noom_kill \d+/],
  ['memory.oom_control', /^oom_kill_disable \d+\nunder_oom \d+/],
  ['memory.stat', /^(?:anon \d+\nfile \d+|cache \d+\nrss \d+)\n/],
]

/** A cgroup file that is known by its rows. */
export function cgroupRows(head: Head): NamedNumber | undefined {
  const file = ROW_FILES.find(([, shape]) => shape.test(head.text))?.[0]
  return file === undefined ? undefined : { kind: 'cgroup', command: `cat ${file}`, byName: false }
}

/** What the file's name says of its only number; undefined for any other file. */
export function namedNumber(head: Head): NamedNumber | undefined {
  if (head.text.length > 64 || !/^\s*(?:\d+|max)\s*$/.test(head.text)) return undefined
  const name = head.name.toLowerCase().replace(/\.(?:txt|log|out)$/, '')
  for (const [word, path] of Object.entries(SETTINGS)) {
    if (name.endsWith(word) || name.endsWith(word.replace('-', '_'))) {
      return { kind: 'sysctl', command: `cat /proc/sys/${path}`, byName: true }
    }
  }
  const file = cgroupFileIn(name)
  if (file !== undefined) return { kind: 'cgroup', command: `cat ${file}`, byName: true }
  if (/maps?[-_. ]?(?:count|lines|wc|number)|(?:count|wc|number)[-_. ](?:of[-_. ])?maps/.test(name)) {
    return { kind: 'count', command: 'wc -l < /proc/$PID/maps', byName: true }
  }
  if (/(?:^|[-_.])(?:open[-_.]?)?fds?[-_.]?(?:count|number)|(?:count|number)[-_.](?:of[-_.])?fds?/.test(name)) {
    return { kind: 'count', command: 'ls /proc/$PID/fd | wc -l', byName: true }
  }
  return undefined
}
