// A line of `ls`, `ls -l`, `ls -lR`, `ls --full-time`, `find`, `find -ls` or `du`.

import type { Instant } from '../../model/instant.ts'
import { stampIn } from '../../source/stamp.ts'

export interface Entry {
  /** As printed: a name below the heading's folder, or a path. */
  readonly path: string
  readonly isFolder: boolean
  readonly bytes?: number
  readonly modified?: Instant
  /** Of a symbolic link. */
  readonly target?: string
}

/**
 *   -rw-r--r-- 1 kafka kafka 10485760 Nov 21 08:30 00000000000000000000.index
 *   1234567 4 drwxr-xr-x 2 kafka kafka 4096 Nov 21 08:30 /data/events-0               (find -ls)
 */
const LONG =
  /^\s*(?:\d+\s+\d+\s+)?([-dlbcps])[-rwxsStT]{9}[.+@]?\s+\d+\s+\S+\s+\S+\s+(\d+(?:\.\d+)?[KMGT]?)\s+([A-Z][a-z]{2}\s+\d{1,2}\s+[\d:]{4,5}|\d{4}-\d\d-\d\d\s+\d\d:\d\d(?::\d\d[.\d]*\s+[+-]\d{4})?)\s+(.+?)(?: -> (.*))?$/
/** `1048576\t/data/events-0`: du counts KiB unless a unit follows. */
const SIZED = /^\s*(\d+(?:\.\d+)?)([KMGT]?)\s+(\S*[^\s:])$/
const BARE = /^\s*((?:\.{0,2}\/)?[\w.@%+=-]+(?:\/[\w.@%+=-]+)*\/?)$/

export function entryIn(line: string): Entry | undefined {
  const long = LONG.exec(line)
  if (long !== null) return longEntry(long)
  const sized = SIZED.exec(line)
  if (sized !== null) {
    const [, value, unit, path] = sized
    return {
      path: path as string,
      isFolder: !FILE.test(path as string),
      bytes: Number(value) * (UNITS[unit as string] ?? 1024),
    }
  }
  const bare = BARE.exec(line)
  return bare === null ? undefined : { path: bare[1] as string, isFolder: !FILE.test(bare[1] as string) }
}

const FILE = /\.[a-z]+$/
const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }

function longEntry([, kind, size, date, path, target]: RegExpExecArray): Entry {
  const modified = stampIn(date as string)
  const unit = UNITS[(size as string).at(-1) as string]
  return {
    path: path as string,
    isFolder: kind === 'd',
    bytes: unit === undefined ? Number(size) : Number.parseFloat(size as string) * unit,
    ...(modified && { modified }),
    ...(target !== undefined && { target }),
  }
}

const HEADING = /^\s*(\S.*):$/

/** `./events-0:`, the folder that the rows below are in (ls -R, or ls of several folders). */
export function folderHeading(line: string): string | undefined {
  const path = HEADING.exec(line)?.[1]
  return path !== undefined && (/[/]/.test(path) || /-\d+$/.test(path) || path === '.') && !/\s/.test(path)
    ? path
    : undefined
}

export function isTotal(line: string): boolean {
  return /^\s*total \d[\d.,]*[KMGT]?\s*$/.test(line)
}
