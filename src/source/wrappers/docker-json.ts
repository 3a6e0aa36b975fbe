import { peeled, type Wrapper } from './wrapper.ts'

/**
 * Docker's json-file driver, one object a line; a log line over 16 KiB is split, and all but the last part lack the \n.
 *
 *   {"log":"[2025-03-29 09:37:03,218] INFO …\n","stream":"stdout","time":"2025-03-29T09:37:03.219Z"}
 */
export const dockerJson: Wrapper = {
  id: 'docker-json',
  peel(line) {
    if (!line.startsWith('{"')) return undefined
    const { log, stream, time } = parse(line)
    if (typeof log !== 'string' || (typeof stream !== 'string' && typeof time !== 'string')) return undefined
    return {
      ...peeled(log.replace(/\r?\n$/, ''), typeof time === 'string' ? time : undefined),
      partial: !log.endsWith('\n'),
      stream: typeof stream === 'string' ? stream : '',
    }
  },
}

function parse(line: string): { log?: unknown; stream?: unknown; time?: unknown } {
  try {
    return JSON.parse(line) ?? {}
  } catch {
    // A cut line: not peeled, and passed on as it is.
    return {}
  }
}
