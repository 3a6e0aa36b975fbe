// Lines of which nothing is taken, and how much of their beginning proves that.

import type { IToken } from 'chevrotain'
import { tokenMatcher } from 'chevrotain'
import type { Detail } from './message.ts'
import { Colon, Figure, Word } from './tokens.ts'

/** Up to its first colon or number a line with figures tells what it is. */
export function figureLineOf(tokens: readonly IToken[]): Detail | undefined {
  const hasFigure = tokens.some((token) => tokenMatcher(token, Figure))
  const hasWord = tokens.some((token) => token.tokenType === Word)
  const isHeading = tokens.at(-1)?.tokenType === Colon
  if (!hasFigure && hasWord && !isHeading && tokens[0]?.tokenType === Word) return undefined
  return detailOf(tokens, (token) => token.tokenType === Colon || tokenMatcher(token, Figure))
}

/** The line is known to be dull by its tokens up to the first one that `ends` its head. */
export function detailOf(tokens: readonly IToken[], ends: (token: IToken) => boolean): Detail {
  const [first] = tokens as readonly [IToken]
  const last =
    tokens.find((token, index) => index > 0 && ends(token)) ?? (ends(first) ? first : (tokens.at(-1) as IToken))
  const inHead = tokens.slice(0, tokens.indexOf(last) + 1)
  const end = last.startOffset + last.image.length
  const isWhole = !tokens.some((token) => tokenMatcher(token, Figure))
  const isOpen = last === tokens.at(-1) && !ends(last)
  const headEnd = isOpen ? Number.POSITIVE_INFINITY : decidingEnd(textOfTokens(inHead), end)
  return { kind: 'detail', headEnd, isWhole }
}

/** As printed, with one blank where there are blanks. */
export function textOfTokens(tokens: readonly IToken[]): string {
  let text = ''
  let end = Number.POSITIVE_INFINITY
  for (const token of tokens) {
    text += (token.startOffset > end ? ' ' : '') + token.image
    end = token.startOffset + token.image.length
  }
  return text
}

/** How lines begin that say more than their figures. No other undecorated line is a message, and no dull head is like one. */
export const tellingHeads: readonly string[] = [
  'GC(',
  'Pause',
  'Concurrent Cycle',
  'Concurrent Mark Cycle',
  'Concurrent Undo Cycle',
  'Concurrent cleanup',
  'Garbage Collection',
  'Minor Collection',
  'Major Collection',
  'Allocation Stall',
  'Out Of Memory',
  'To-space exhausted',
  'Promotion failed',
  'Attempting full',
  'Attempting maxim',
  'Trigger',
  'GC time',
  'GC Overhead',
  'Metaspace (',
  'Using G1',
  'Using Parallel',
  'Using Serial',
  'Using Concurrent',
  'Using The Z',
  'Using Shenandoah',
  'Using Epsilon',
  'Version:',
  'Memory:',
  'Max Capacity:',
  'Heap',
  'max Java heap size',
  'least',
  'Safepoint "',
  'Total time for which',
  'OpenJDK',
  'Java HotSpot',
]

/** Infinity where the head is, or may become, one that tells more. */
function decidingEnd(head: string, end: number): number {
  const text = head.replace(/\d/g, '0')
  return tellingHeads.some((each) => likeHead(each, text)) ? Number.POSITIVE_INFINITY : end
}

function likeHead(telling: string, head: string): boolean {
  const text = telling.replace(/\d/g, '0')
  return text.startsWith(head) || head.startsWith(text)
}
