// Loaded libraries where the system is not Linux; there the rows are a memory map and never come here as text.

import type { SectionReader } from '../draft.ts'
import { MAP_ROWS } from '../tokens.ts'

const MAX_MODULES = 2000

/** `0x00007ffc25390000 - 0x00007ffc25ed6000 \tC:\…\jvm.dll` (Windows), `0x000000010a400000 \t/usr/lib/libz.1.dylib` (macOS, Solaris). */
const MODULE = /^0x[0-9a-fA-F]+(?: - 0x[0-9a-fA-F]+)?\s+(\S.*?)\s*$/

export const readLibraries: SectionReader = (lines, draft) => {
  const { log } = draft
  log.librariesTitle ??= { row: lines[0]?.row ?? 0 }
  for (const line of lines.slice(1)) {
    const module = MODULE.exec(line.text)
    if (module !== null && log.modules.length < MAX_MODULES)
      log.modules.push({ row: line.row, text: module[1] as string })
    if (
      module !== null ||
      line.text.startsWith(MAP_ROWS) ||
      /^(?:Can not get library information|Error: Cannot print|text: 0x)/.test(line.text)
    )
      draft.recognize(line)
  }
}

export const readMappingCount: SectionReader = ([line], { log }) => {
  const match = /: (\d+)/.exec(line?.text ?? '')
  if (line !== undefined && match !== null) log.mappingCount ??= { row: line.row, total: Number(match[1]) }
}
