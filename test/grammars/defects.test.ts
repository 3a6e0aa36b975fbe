import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { CstParser, createToken, Lexer } from 'chevrotain'
import { describe, expect, test } from 'vitest'
import { recordGrammar } from '../../grammars/gc-log/records.ts'
import { unifiedGrammar } from '../../grammars/gc-log/unified.ts'
import { documentGrammar } from '../../grammars/hs-err/document.ts'
import { bannerGrammar } from '../../grammars/hs-err/lines/banner.ts'
import { figuresGrammar } from '../../grammars/hs-err/lines/figures.ts'
import { frameGrammar } from '../../grammars/hs-err/lines/frame.ts'
import { sigInfoGrammar } from '../../grammars/hs-err/lines/siginfo.ts'
import { threadGrammar } from '../../grammars/hs-err/lines/thread.ts'
import { consoleGrammar } from '../../grammars/jvm-console/parser.ts'
import { type CheckedGrammar, lexerDefects, parserDefects } from '../../grammars/shared/checked-grammar.ts'
import { mapRowGrammar } from '../../grammars/shared/map-row.ts'
import { QuickParser } from '../../grammars/shared/quick-parser.ts'
import { stackTraceGrammar } from '../../grammars/stack-trace/parser.ts'
import { callGrammar } from '../../grammars/strace/call.ts'

/** The last thing that a parser does when it is made. */
const MAKES_A_PARSER = 'this.performSelfAnalysis()'

/** By the file under grammars/ that has the parser. */
const grammars: Readonly<Record<string, CheckedGrammar>> = {
  'gc-log/records.ts': recordGrammar,
  'gc-log/unified.ts': unifiedGrammar,
  'hs-err/document.ts': documentGrammar,
  'hs-err/lines/banner.ts': bannerGrammar,
  'hs-err/lines/figures.ts': figuresGrammar,
  'hs-err/lines/frame.ts': frameGrammar,
  'hs-err/lines/siginfo.ts': sigInfoGrammar,
  'hs-err/lines/thread.ts': threadGrammar,
  'jvm-console/parser.ts': consoleGrammar,
  'shared/map-row.ts': mapRowGrammar,
  'stack-trace/parser.ts': stackTraceGrammar,
  'strace/call.ts': callGrammar,
}

test.each(Object.entries(grammars))('%s passes the validations that are left out at start', (_file, grammar) => {
  expect(grammar.defects()).toEqual([])
})

test('every parser is in the list', () => {
  const withParser = readdirSync('grammars', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && readFileSync(join('grammars', file), 'utf8').includes(MAKES_A_PARSER))
    .map((file) => file.replaceAll(sep, '/'))
  expect(Object.keys(grammars).sort()).toEqual(withParser.sort())
})

describe('what the validations find', () => {
  const A = createToken({ name: 'A', pattern: 'a' })
  const B = createToken({ name: 'B', pattern: 'b' })
  const letters = [A, B]

  test('two alternatives that begin with the same token', () => {
    class Ambiguous extends QuickParser {
      constructor() {
        super(letters)
        this.performSelfAnalysis()
      }

      readonly pair = this.RULE('pair', () => {
        this.OR([
          { ALT: () => [this.CONSUME1(A), this.CONSUME2(A)] },
          { ALT: () => [this.CONSUME3(A), this.CONSUME(B)] },
        ])
      })
    }
    expect(parserDefects(Ambiguous)).toEqual([expect.stringContaining('Ambiguous Alternatives Detected: <1 ,2>')])
  })

  test('a token and its category as alternatives', () => {
    const Letter = createToken({ name: 'Letter', pattern: Lexer.NA })
    const C = createToken({ name: 'C', pattern: 'c', categories: Letter })
    class Overlapping extends QuickParser {
      constructor() {
        super([C, Letter])
        this.performSelfAnalysis()
      }

      readonly letter = this.RULE('letter', () => {
        this.OR([{ ALT: () => this.CONSUME(C) }, { ALT: () => this.CONSUME(Letter) }])
      })
    }
    expect(parserDefects(Overlapping)).toEqual([expect.stringContaining('Ambiguous Alternatives Detected: <1 ,2>')])
  })

  test('a last alternative that may be empty, which one token of lookahead never takes', () => {
    class Empty extends QuickParser {
      constructor() {
        super(letters)
        this.performSelfAnalysis()
      }

      readonly letter = this.RULE('letter', () => {
        this.OR([{ ALT: () => this.CONSUME(A) }, { ALT: () => this.OPTION(() => this.CONSUME(B)) }])
      })
    }
    expect(parserDefects(Empty)).toEqual(['Rule letter: an alternative of OR may be empty.'])
  })

  test('a rule that begins with itself', () => {
    class LeftRecursive extends QuickParser {
      constructor() {
        super(letters)
        this.performSelfAnalysis()
      }

      readonly sum: () => void = this.RULE('sum', () => {
        this.OPTION(() => this.CONSUME(B))
        this.SUBRULE(this.sum)
        this.CONSUME(A)
      })
    }
    expect(parserDefects(LeftRecursive)).toEqual([expect.stringContaining('Left Recursion')])
  })

  test('a token that is consumed twice under one number', () => {
    class Repeated extends QuickParser {
      constructor() {
        super(letters)
        this.performSelfAnalysis()
      }

      readonly pair = this.RULE('pair', () => {
        this.CONSUME(A)
        this.CONSUME(A)
      })
    }
    expect(parserDefects(Repeated)).toEqual([expect.stringContaining('appears more than once')])
  })

  test('what other parsers check themselves when they are made', () => {
    class Ambiguous extends CstParser {
      constructor() {
        super(letters)
        this.performSelfAnalysis()
      }

      readonly letter = this.RULE('letter', () => {
        this.OR([{ ALT: () => this.CONSUME1(A) }, { ALT: () => this.CONSUME2(A) }])
      })
    }
    expect(parserDefects(Ambiguous)).toEqual([expect.stringContaining('Ambiguous Alternatives Detected: <1 ,2>')])
  })

  test('a token that no text can become, since an earlier one takes it', () => {
    const Word = createToken({ name: 'Word', pattern: /[a-z]+/ })
    expect(lexerDefects([Word, A])).toEqual([expect.stringContaining('Token: ->A<- can never be matched')])
  })

  test('a pattern that matches nothing at all, and a mode that there is not', () => {
    const Digits = createToken({ name: 'Digits', pattern: /\d*/ })
    const Quote = createToken({ name: 'Quote', pattern: '"', push_mode: 'string' })
    expect(lexerDefects([Digits])).toEqual([expect.stringContaining('must not match an empty string')])
    expect(lexerDefects({ modes: { plain: [Quote] }, defaultMode: 'plain' })).toEqual([
      expect.stringContaining('which does not exist'),
    ])
  })
})
