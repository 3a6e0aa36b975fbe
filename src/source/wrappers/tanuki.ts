import { peeled, shareOf, type Wrapper } from './wrapper.ts'

// The fields depend on wrapper.logfile.format; each one is followed by a bar.
const LEVEL = String.raw`(?:(?:INFO|STATUS|WARN|ERROR|FATAL|DEBUG|ADVICE|NOTICE)\s*\| )?`
const STAMP = String.raw`(?:\d{4}/\d\d/\d\d \d\d:\d\d:\d\d(?:\.\d+)?\s*\| )?`
const LINE = new RegExp(String.raw`^${LEVEL}(jvm \d+|wrapper[pm]?)\s*\| ${STAMP}(.*)$`, 's')

/** The Tanuki Java Service Wrapper: `jvm 1    | …`, `INFO   | jvm 1    | 2020/01/01 00:00:00 | …`. */
export const tanuki: Wrapper = {
  id: 'tanuki',
  peel(line) {
    const [, , text] = LINE.exec(line) ?? []
    return text === undefined ? undefined : peeled(text, undefined)
  },
  fits: (lines) => shareOf(tanuki, lines) > 0.5,
}
