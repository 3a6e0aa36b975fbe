// Rings of the last events of a kind, oldest first: `Internal exceptions (20 events):`.

import type { SectionReader } from '../draft.ts'

const EVENT = /^Event: \d+[.,]\d+ /

/** Lines between two events belong to the first one: heap dumps, stack frames, a thrown-at line of its own. */
export const readEvents: SectionReader = (lines, draft) => {
  const [title, ...rest] = lines
  const match = /^(.*) \((\d+) events\):/.exec(title?.text ?? '')
  if (title === undefined || match === null) return
  const events = []
  for (const line of rest) {
    draft.recognize(line)
    if (EVENT.test(line.text)) events.push({ row: line.row, text: line.text })
    else {
      const last = events.at(-1)
      if (last !== undefined && line.text.startsWith(' thrown')) last.text += line.text
    }
  }
  draft.log.events.push({ row: title.row, name: match[1] as string, recorded: Number(match[2]), events })
}
