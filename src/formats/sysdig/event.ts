/** One line of sysdig's output. */
export interface SysdigEvent {
  /** Of the day, or since 1970 where the output has whole stamps. */
  readonly seconds: number
  readonly process: string
  readonly tid: number
  readonly isExit: boolean
  readonly call: string
  readonly fields: Readonly<Record<string, string>>
}

/** Number, time, processor, [container (id)], process (thread[:thread in its container]), direction, call, fields. */
const LINE =
  /^\s*\d+ (?:(?:\d{4}-\d\d-\d\d )?(\d\d):(\d\d):(\d\d\.\d+)|(\d+\.\d+)) \d+ (?:\S+ \([0-9a-f]+\) )?(.{1,64}?) \((\d+)(?:[:.]\d+)?\) ([<>]) ([a-z_][a-z0-9_]*) ?(.*)$/
const FIELD = /(?:^| )([a-z_][a-z0-9_]*)=((?:(?! [a-z_][a-z0-9_]*=).)*)/g

export function eventIn(text: string): SysdigEvent | undefined {
  const match = LINE.exec(text)
  if (match === null) return undefined
  const [, hours, minutes, ofMinute, plain, process, tid, direction, call, fields] = match as unknown as string[]
  const seconds = hours === undefined ? Number(plain) : Number(hours) * 3600 + Number(minutes) * 60 + Number(ofMinute)
  return {
    seconds,
    process: process as string,
    tid: Number(tid),
    isExit: direction === '<',
    call: call as string,
    fields: Object.fromEntries([...(fields ?? '').matchAll(FIELD)].map(([, key, value]) => [key, value])),
  }
}

/** `6(<f>/k/t-0/0.index)` → `/k/t-0/0.index` */
export function pathIn(value: string | undefined): string | undefined {
  const match = /^-?\d+\(<[a-z0-9]+>(\/.*)\)$/.exec(value ?? '') ?? /^(\/.*)$/.exec(value ?? '')
  return match?.[1]
}

/** `-12(ENOMEM)` → `ENOMEM` */
export function errnoIn(value: string | undefined): string | undefined {
  return /^-\d+\((E[A-Z0-9]+)\)$/.exec(value ?? '')?.[1]
}

export function addressIn(value: string | undefined): number {
  const address = Number.parseInt(value ?? '', 16)
  return Number.isNaN(address) ? 0 : address
}
