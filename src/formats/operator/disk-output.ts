// `df`, `df -h`, `df -i`, and the tables of mounts: `mount`, `findmnt`, /proc/mounts.

import type { FactTypes } from '../../model/fact-types.ts'
import type { Output, OutputReader, Telling } from './output.ts'

const DF_HEADING = /^\s*Filesystem\s+(?:Type\s+)?(?:\S*[Bb]locks|Size|Inodes)\s.*Mounted on\s*$/
const KIB: Readonly<Record<string, number>> = { B: 1 / 1024, K: 1, M: 1024, G: 1024 ** 2, T: 1024 ** 3, P: 1024 ** 4 }

type DiskUsage = { -readonly [K in keyof FactTypes['disk.usage']]: FactTypes['disk.usage'][K] }

export const dfOutput: Output = {
  name: 'df',
  command: /\bdf\b/,
  begins: DF_HEADING,
  open: ({ facts }) => {
    let heading: string | undefined
    let pending = ''
    return {
      line(text, cursor) {
        if (DF_HEADING.test(text)) {
          heading = text
          return true
        }
        if (heading === undefined) return false
        // Old versions put a long device name on a line of its own.
        if (/^\S+$/.test(text.trim()) && /[/:]/.test(text)) {
          pending = text.trim()
          return true
        }
        const usage = usageIn(`${pending} ${text}`, heading)
        pending = ''
        if (usage === undefined) return false
        facts.say('disk.usage', usage, cursor)
        return true
      },
    }
  },
}

function usageIn(text: string, heading: string): DiskUsage | undefined {
  const type = /^\s*Filesystem\s+Type\s/.test(heading) ? '\\S+\\s+' : ''
  const row = new RegExp(
    `^\\s*(\\S.*?)\\s+${type}(-|[\\d.]+\\w?)\\s+(-|[\\d.]+\\w?)\\s+(-|-?[\\d.]+\\w?)\\s+(-|\\d+%)\\s+(/.*)$`,
  )
  const match = row.exec(text)
  if (!match) return undefined
  const [, filesystem, size, used, available, percent, mount] = match as unknown as string[]
  const usage: DiskUsage = { mount: (mount as string).trim(), filesystem: filesystem as string }
  if (percent !== '-') usage.usePercent = Number.parseInt(percent as string, 10)
  if (/\sInodes\s/.test(heading)) return { ...usage, inodes: true }
  const unit = unitOf(heading)
  return { ...usage, sizeKb: kib(size, unit), usedKb: kib(used, unit), availableKb: kib(available, unit) }
}

/** KiB of one unit: `1K-blocks`, `1M-blocks`, `1024-blocks`, `512-blocks`; with -h each number has its own. */
function unitOf(heading: string): number {
  const blocks = /\s(\d+)([KMGT]?)B?-blocks/i.exec(heading)
  if (!blocks) return 1
  const unit = blocks[2]?.toUpperCase()
  return unit ? Number(blocks[1]) * (KIB[unit] as number) : Number(blocks[1]) / 1024
}

function kib(value: string | undefined, unit: number): number {
  const human = /^(-?[\d.]+)([BKMGTP])/i.exec(value ?? '')
  if (human) return Math.round(Number(human[1]) * (KIB[(human[2] as string).toUpperCase()] as number))
  return Math.round(Number(value === '-' ? 0 : value) * unit)
}

/** `tmpfs on /tmp type tmpfs (rw,nosuid,noexec)` */
const MOUNT = /^\S+ on (\/.*?) type \S+ \(([^)]*)\)/
/** `tmpfs /tmp tmpfs rw,nosuid,noexec 0 0` */
const PROC_MOUNTS = /^\S+ (\/\S*) \S+ (r[wo](?:,\S+)?) \d \d$/
const FINDMNT_HEADING = /^TARGET\s+SOURCE\s+FSTYPE\s+OPTIONS\s*$/
const FINDMNT = /^[\s│├└─|`-]*(\/\S*)\s+\S.*?\s+\S+\s+(r[wo](?:,\S+)?)\s*$/

export const mountOutput: Output = {
  name: 'mount',
  command: /\b(?:mount|findmnt)\b|\/proc\/(?:self\/|\d+\/)?mounts\b/,
  begins: new RegExp(`${MOUNT.source}|${PROC_MOUNTS.source}|${FINDMNT_HEADING.source}`),
  open: mounts,
}

function mounts({ facts, command }: Telling): OutputReader {
  /** `findmnt -T /tmp -o OPTIONS` prints the options alone. */
  const asked = /\bfindmnt\b.*?(\/\S*)/.exec(command ?? '')?.[1]
  return {
    line(text, cursor) {
      if (FINDMNT_HEADING.test(text) || /^OPTIONS\s*$/.test(text)) return true
      const row = MOUNT.exec(text) ?? PROC_MOUNTS.exec(text) ?? FINDMNT.exec(text)
      const alone = asked !== undefined && /^\s*r[wo](?:,\S+)*\s*$/.test(text)
      const mount = row?.[1] ?? (alone ? asked : undefined)
      if (mount === undefined) return false
      facts.say('mount.options', { mount, options: (row?.[2] ?? text.trim()).split(',') }, cursor)
      return true
    },
  }
}
