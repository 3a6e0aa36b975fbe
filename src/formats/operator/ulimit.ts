// `ulimit -a` of bash, zsh, busybox, dash and ksh, and its single options. Sizes are in KiB but for blocks, which no
// limit that matters here uses.

import type { Output } from './output.ts'

/** The option letter of the shells → the limit's name in setrlimit(2). */
const BY_LETTER: Readonly<Record<string, string>> = {
  d: 'DATA',
  l: 'MEMLOCK',
  n: 'NOFILE',
  s: 'STACK',
  u: 'NPROC',
  v: 'AS',
}

/** dash and ksh name the limit without its letter, or use other letters (-M, -p). */
const BY_NAME: readonly (readonly [name: RegExp, resource: string])[] = [
  [/^data\b|^data seg/, 'DATA'],
  [/locked|^memlock/, 'MEMLOCK'],
  [/^nofiles?\b|^open files|^file descriptors|^descriptors/, 'NOFILE'],
  [/^stack\b/, 'STACK'],
  [/^process(?:es)?\b(?! size)|^max user processes|^maxproc|^number of processes/, 'NPROC'],
  [/^vmemory|^virtual memory|^address space|^process size/, 'AS'],
]

const OTHERS =
  /^(?:time|cpu|file\b|core|coredump|memory|max memory|scheduling|pending|pipe|POSIX|real-time|rtprio|locks|file locks|resident|swap|socket|sbsize|threads|nice|sigpending|msgqueue|mqueue)/i

/** `stack size              (kbytes, -s) 8192` */
const BASH = /^(\S.*?)\s+\((?:([\w -]+),? ?)?-(\w)\)\s+(\S+)$/
/** `-n: file descriptors                1024` */
const ZSH = /^-(\w): (\S.*?)\s{2,}(\S+)$/
/** `vmemory(kbytes)      unlimited`, `nofiles              1024` */
const DASH = /^([a-z][a-z ]*?)(?:\(([\w-]+)\))?\s{1,}(unlimited|\d+)$/

export const ulimit: Output = {
  name: 'ulimit',
  command: /\bulimit\s+-\w*a/,
  begins:
    /^(?:core file size\s+\(.*-c\)|real-time non-blocking time|time\(seconds\)|time\(cpu-seconds\)|-t: cpu time|-f: file size|address space limit|(?:open files|max user processes|virtual memory|stack size|max locked memory)\s+\()/,
  open({ facts, command }) {
    const isHard = /-\w*H/.test(command ?? '')
    return {
      line(text, cursor) {
        const row = rowIn(text.trim())
        if (row === undefined) return false
        if (row.resource !== undefined && row.soft !== undefined && !isHard) {
          facts.say('limit.rlimit', { resource: row.resource, soft: row.soft }, cursor)
        }
        return true
      },
    }
  },
}

interface Row {
  readonly resource?: string | undefined
  readonly soft?: number | null | undefined
}

function rowIn(text: string): Row | undefined {
  const bash = BASH.exec(text)
  if (bash) return row(bash[1] as string, bash[4] as string, bash[3])
  const zsh = ZSH.exec(text)
  if (zsh) return row(zsh[2] as string, zsh[3] as string, zsh[1])
  const dash = DASH.exec(text)
  if (!dash) return undefined
  const read = row(dash[1] as string, dash[3] as string)
  return read.resource !== undefined || OTHERS.test(text) ? read : undefined
}

function row(name: string, value: string, letter?: string): Row {
  const resource = BY_NAME.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? BY_LETTER[letter ?? '']
  return resource === undefined ? {} : { resource, soft: limitOf(resource, value) }
}

/** `ulimit` counts sizes in KiB; the facts have bytes. */
export function limitOf(resource: string, value: string): number | null | undefined {
  if (/^(?:unlimited|infinity|-1)$/i.test(value)) return null
  if (!/^\d+$/.test(value)) return undefined
  return resource === 'NPROC' || resource === 'NOFILE' ? Number(value) : Number(value) * 1024
}

/** The limit that `ulimit -n` and its like print as a bare number. */
export function resourceOfOption(option: string): string | undefined {
  return BY_LETTER[option]
}
