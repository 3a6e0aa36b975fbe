import { createToken, type IToken, Lexer } from 'chevrotain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QuickLexer } from '../../grammars/shared/quick-lexer.ts'

const vocabulary = [
  createToken({ name: 'Blank', pattern: /[ \t]+/, group: Lexer.SKIPPED }),
  createToken({ name: 'Kind', pattern: /(?<=^(?:# )?)[CV](?=\s)/ }),
  createToken({ name: 'Hash', pattern: '# ' }),
  createToken({ name: 'Hex', pattern: /0x[0-9a-f]+/i }),
  createToken({ name: 'Integer', pattern: /\d+/ }),
  createToken({ name: 'Word', pattern: /[a-z.]\w*/i }),
  createToken({ name: 'Comma', pattern: ',' }),
]
const quick = new QuickLexer(vocabulary)
const full = new Lexer(vocabulary, { positionTracking: 'onlyOffset', skipValidations: true, safeMode: true })

test('it gives the tokens that the lexer of Chevrotain gives', () => {
  const piece = fc.constantFrom('# ', 'C', 'V', ' ', '\t', '0xAf', '0x', '12', 'libjvm.so', ',', 'x', '(')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      const { tokens, errors } = full.tokenize(text)
      const expected = tokens.map(({ image, startOffset, tokenType }) => [image, startOffset, tokenType.name])
      const read = quick
        .tokenize(text)
        ?.map(({ image, startOffset, tokenType }) => [image, startOffset, tokenType.name])
      expect(read).toEqual(errors.length > 0 ? undefined : expected)
    }),
  )
})

test('it gives the tokens of modes, and their lines', () => {
  const words = createToken({ name: 'Words', pattern: /[^"\n]+/ })
  const modes = {
    defaultMode: 'line',
    modes: {
      line: [
        createToken({ name: 'Open', pattern: '"', push_mode: 'quote' }),
        createToken({ name: 'Lines', pattern: /\n+/, line_breaks: true }),
        words,
      ],
      quote: [createToken({ name: 'Close', pattern: /"\n?/, pop_mode: true, line_breaks: true }), words],
    },
  }
  const told = (tokens: readonly IToken[] | undefined) =>
    tokens?.map(({ image, startLine, tokenType }) => [image, startLine, tokenType.name])
  const lexer = new QuickLexer(modes)
  const theirs = new Lexer(modes, { positionTracking: 'onlyStart', skipValidations: true })
  const piece = fc.constantFrom('"', '\n', 'word', ' ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const { tokens, errors } = theirs.tokenize(pieces.join(''))
      expect(told(lexer.tokenize(pieces.join('')))).toEqual(errors.length > 0 ? undefined : told(tokens))
    }),
  )
})

const Word = createToken({ name: 'Word', pattern: /[a-z]+/ })

test.each([
  createToken({ name: 'Keyword', pattern: 'if', longer_alt: Word }),
  createToken({ name: 'Odd', pattern: { exec: () => null } }),
])('it refuses what it would not do: $name', (token) => {
  expect(() => new QuickLexer([token, Word])).toThrow(`The token ${token.name} needs a lexer of Chevrotain's.`)
})
