import type { Wrapper } from './wrapper.ts'

const ESCAPE = /#(\d{3})/g

/** rsyslog writes control characters as `#` and three octal digits: a tab is `#011`, a line end `#012`. */
export const rsyslogEscapes: Wrapper = {
  id: 'rsyslog-escapes',
  peel(line) {
    if (!/#01[125]|#033/.test(line)) return undefined
    return { text: line.replace(ESCAPE, (written, octal: string) => characterOf(octal) ?? written) }
  },
  fits: (lines) => lines.some((line) => line.includes('#01') && /#01[12](?:at |Caused|\.\.\.|\s|[\w[])/.test(line)),
}

function characterOf(octal: string): string | undefined {
  const code = Number.parseInt(octal, 8)
  return code < 32 ? String.fromCharCode(code) : undefined
}
