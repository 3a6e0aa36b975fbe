import { peeled, shareOf, type Wrapper } from './wrapper.ts'

const LINE = /^\s*\+?([A-Za-z0-9][\w.-]*)\s*\| ?(.*)$/s
const MAX_SERVICES = 24

/**
 * docker compose: the service's name, padded, and a bar.
 *
 *   kafka-1      | [2024-03-08 16:42:33,730] INFO …
 *   zookeeper-1  | …
 *
 * Earthly writes the names to the right edge of their column, with a plus.
 */
export const compose: Wrapper = {
  id: 'compose',
  peel(line) {
    const [, service, text] = LINE.exec(line) ?? []
    return text === undefined ? undefined : peeled(text, undefined, service)
  },
  /** A table has bars too: here the same few names must come again, and the bars stand in one column. */
  fits(lines) {
    if (shareOf(compose, lines) < 0.7) return false
    const columns = new Set<number>()
    const names = new Set<string>()
    for (const line of lines) {
      const service = LINE.exec(line)?.[1]
      if (service === undefined) continue
      names.add(service)
      columns.add(line.indexOf('|'))
    }
    const named = [...names].every(
      (name) => /[A-Za-z]/.test(name) && !/^(?:INFO|WARN|ERROR|FATAL|DEBUG|TRACE|STATUS)$/.test(name),
    )
    return named && names.size <= MAX_SERVICES && columns.size <= Math.max(1, names.size / 2)
  },
}
