// Commands that print a bare number: `wc -l < /proc/PID/maps`, `ls /proc/PID/fd | wc -l`, `cat /proc/sys/vm/max_map_count`,
// `ulimit -n`, `echo $?`. What the number means stands in the command alone.

import type { LineCursor } from '../../source/block.ts'
import type { Circumstance, FactLedger } from '../../source/fact-ledger.ts'
import { partsOf } from './command.ts'
import type { Output } from './output.ts'
import { saySetting } from './sysctl-output.ts'
import { limitOf, resourceOfOption } from './ulimit.ts'

type Say = (value: string, cursor: LineCursor, facts: FactLedger) => void

/** `65532 /proc/1234/maps`: wc names the file unless it reads its stdin. */
const NAMED_MAPS = /^\s*(\d+)\s+\/proc\/(\d+|self)\/(?:task\/\d+\/)?(maps)$/

export const counts: Output = {
  name: 'counts',
  command: /\bwc\b|\/proc\/sys\/|\bulimit\s+-[a-z]\b|\becho\s+\$\?/,
  begins: NAMED_MAPS,
  open({ facts, command }) {
    const meanings = partsOf(command ?? '').flatMap(meaningsOf)
    return {
      line(text, cursor) {
        const named = NAMED_MAPS.exec(text)
        if (named) {
          if (named[2] !== 'self') sayMaps(Number(named[1]), named[2] as string, cursor, facts)
          return true
        }
        if (!/^\s*(?:\d+|unlimited)\s*$/.test(text)) return false
        const say = meanings.shift()
        say?.(text.trim(), cursor, facts)
        return say !== undefined
      },
    }
  },
}

/** What the numbers that a simple command prints mean, in order. */
function meaningsOf(command: string): Say[] {
  const pid = /\/proc\/(\d+|self|\$\S+)\//.exec(command)?.[1] ?? ''
  const process = processOf(pid)
  // /proc/self is the process of wc or ls.
  if (pid === 'self') return [() => {}]
  if (/\bwc\b/.test(command)) {
    if (/\/maps\b/.test(command)) return [(value, cursor, facts) => sayMaps(Number(value), pid, cursor, facts)]
    const pmap = /\bpmap\s+(?:-\S+\s+)*(\d+)/.exec(command)?.[1]
    // pmap prints a heading and a total around the rows.
    if (pmap !== undefined) return [(value, cursor, facts) => sayMaps(Number(value) - 2, pmap, cursor, facts)]
    // `ls -l` prints a total above the rows.
    const heading = /\bls\s+-\w*l/.test(command) ? 1 : 0
    if (/\/fd\b/.test(command)) {
      return [(value, cursor, facts) => facts.say('fds.count', { open: Number(value) - heading }, cursor, { process })]
    }
    if (/\/task\b/.test(command)) {
      return [
        (value, cursor, facts) =>
          facts.say('threads.count', { total: Number(value) - heading, moment: 'snapshot' }, cursor, { process }),
      ]
    }
    return [() => {}]
  }
  if (/\becho\s+\$\?/.test(command)) {
    return [(value, cursor, facts) => facts.say('process.exit', { code: Number(value), by: 'shell' }, cursor)]
  }
  const option = /\bulimit\s+(?:-S\s+)?-([a-z])\b/.exec(command)?.[1]
  const resource = option && resourceOfOption(option)
  if (resource) {
    return [
      (value, cursor, facts) => {
        const soft = limitOf(resource, value)
        if (soft !== undefined) facts.say('limit.rlimit', { resource, soft }, cursor)
      },
    ]
  }
  const settings = [...command.matchAll(/\/proc\/sys\/(\S+)/g)].map(([, path]) => path as string)
  return settings.map((path) => (value, cursor, facts) => saySetting(path, value, cursor, facts))
}

/** /proc/PID/maps has a row for the gate page, which the kernel does not count. */
function sayMaps(count: number, pid: string, cursor: LineCursor, facts: FactLedger): void {
  facts.say('maps.count', { count, withGate: true, moment: 'snapshot' }, cursor, { process: processOf(pid) })
}

function processOf(pid: string): Circumstance['process'] {
  return /^\d+$/.test(pid) ? { pid: Number(pid) } : undefined
}
