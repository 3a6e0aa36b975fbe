// The grammar of one row of /proc/PID/maps. A crash log may hold a million of them, and src/mappings/map-row.ts reads
// those from bytes; this is what it is held to, by test/grammars/map-row.test.ts.
//
//   mapRow := address "-" address " " permissions " " offset " " device " " inode [ padding [ path ] ]
//
// Source: fs/proc/task_mmu.c, show_map_vma and show_vma_header_prefix. WSL 1 prints "-" for private mappings.

import { createToken, EmbeddedActionsParser, type TokenType } from 'chevrotain'
import type { CheckedGrammar } from './checked-grammar.ts'
import { textGrammar } from './text-grammar.ts'

export interface MapRow {
  /** Hexadecimal digits, as printed. */
  readonly low: string
  readonly high: string
  readonly permissions: string
  readonly offset: string
  readonly device: string
  readonly inode: string
  /** Without padding; with the kernel's ` (deleted)`. Empty for anonymous memory. */
  readonly path: string
}

// Each field is told from the next by its place alone, so each has a lexer mode of its own.
const Address = createToken({ name: 'Address', pattern: /[0-9a-fA-F]{8,16}/ })
const Dash = createToken({ name: 'Dash', pattern: /-/ })
const Permissions = createToken({ name: 'Permissions', pattern: /[r-][w-][x-][ps-](?= )/, push_mode: 'offset' })
const Offset = createToken({ name: 'Offset', pattern: /[0-9a-fA-F]{8,16}/, push_mode: 'device' })
const Device = createToken({ name: 'Device', pattern: /[0-9a-fA-F]{2,8}:[0-9a-fA-F]{2,8}/, push_mode: 'inode' })
const Inode = createToken({ name: 'Inode', pattern: /\d{1,20}/, push_mode: 'path' })
const Path = createToken({ name: 'Path', pattern: /[^ \t](?:.*[^ \t])?/ })
const Blank = createToken({ name: 'Blank', pattern: / / })
const Padding = createToken({ name: 'Padding', pattern: /[ \t]+/ })

const MODES: Record<string, TokenType[]> = {
  addresses: [Blank, Permissions, Dash, Address],
  offset: [Blank, Offset],
  device: [Blank, Device],
  inode: [Blank, Inode],
  path: [Padding, Path],
}

class MapRowParser extends EmbeddedActionsParser {
  constructor() {
    super(Object.values(MODES).flat(), { recoveryEnabled: false, maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  mapRow: () => MapRow = this.RULE('mapRow', () => {
    const low = this.CONSUME1(Address).image
    this.CONSUME(Dash)
    const high = this.CONSUME2(Address).image
    this.CONSUME1(Blank)
    const permissions = this.CONSUME(Permissions).image
    this.CONSUME2(Blank)
    const offset = this.CONSUME(Offset).image
    this.CONSUME3(Blank)
    const device = this.CONSUME(Device).image
    this.CONSUME4(Blank)
    const inode = this.CONSUME(Inode).image
    const path = this.OPTION1(() => this.SUBRULE(this.paddedPath)) ?? ''
    return { low, high, permissions, offset, device, inode, path }
  })

  paddedPath: () => string = this.RULE('paddedPath', () => {
    this.CONSUME1(Padding)
    return (
      this.OPTION1(() => {
        const path = this.CONSUME(Path).image
        this.OPTION2(() => this.CONSUME2(Padding))
        return path
      }) ?? ''
    )
  })
}

const vocabulary = { modes: MODES, defaultMode: 'addresses' }
const grammar = textGrammar(vocabulary, MapRowParser, { positionTracking: 'onlyOffset' })
export const mapRowGrammar: CheckedGrammar = grammar

/** The row's fields as printed, or undefined when the line is no row. */
export function parseMapRow(line: string): MapRow | undefined {
  const { value: row, lexerErrors, parserErrors } = grammar.parse(line, (parser) => parser.mapRow())
  return lexerErrors.length > 0 || parserErrors.length > 0 ? undefined : row
}
