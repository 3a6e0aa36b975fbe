import { shareOf, type Wrapper } from './wrapper.ts'

/** A quoted excerpt of an issue or mail: `> ` in front of every line. */
export const markdownQuote: Wrapper = {
  id: 'markdown-quote',
  peel: (line) => (line.startsWith('>') ? { text: line.replace(/^> ?/, '') } : undefined),
  fits: (lines) => shareOf(markdownQuote, lines) > 0.8,
}
