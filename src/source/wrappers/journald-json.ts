import type { Peeled, Wrapper } from './wrapper.ts'

const utf8 = new TextDecoder()

/**
 * `journalctl -o json`: one object an entry. MESSAGE is a string, or an array of bytes where it holds what JSON cannot.
 *
 *   {"__REALTIME_TIMESTAMP":"1712733792000000","_PID":"1303882","SYSLOG_IDENTIFIER":"kafka","MESSAGE":"[2025-…"}
 */
export const journaldJson: Wrapper = {
  id: 'journald-json',
  peel(line) {
    if (!line.startsWith('{') || !line.includes('"MESSAGE"')) return undefined
    const entry = parse(line)
    const text = messageOf(entry.MESSAGE)
    return text === undefined ? undefined : { text, ...stampOf(entry), ...sourceOf(entry) }
  },
}

type Entry = Readonly<Record<string, unknown>>

function parse(line: string): Entry {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Entry) : {}
  } catch {
    // A cut line: not peeled, and passed on as it is.
    return {}
  }
}

function messageOf(message: unknown): string | undefined {
  if (typeof message === 'string') return message
  return Array.isArray(message) ? utf8.decode(Uint8Array.from(message as number[])) : undefined
}

/** Microseconds since the epoch, as a string. */
function stampOf(entry: Entry): Pick<Peeled, 'epochMs'> {
  const micros = Number(entry._SOURCE_REALTIME_TIMESTAMP ?? entry.__REALTIME_TIMESTAMP)
  return Number.isFinite(micros) ? { epochMs: Math.floor(micros / 1000) } : {}
}

function sourceOf(entry: Entry): Pick<Peeled, 'source'> {
  const name = entry.SYSLOG_IDENTIFIER ?? entry._SYSTEMD_UNIT ?? entry._COMM
  const pid = entry._PID ?? entry.SYSLOG_PID
  if (typeof name !== 'string') return {}
  return { source: typeof pid === 'string' ? `${name}[${pid}]` : name }
}
