import type { Wrapper } from './wrapper.ts'

const ESCAPES = /\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>])/g

/** Terminal colours and cursor movements, anywhere in a line (ECMA-48). */
export const ansi: Wrapper = {
  id: 'ansi',
  peel: (line) => (line.includes('\u001b') ? { text: line.replace(ESCAPES, '') } : undefined),
  fits: (lines) => lines.some((line) => line.includes('\u001b[')),
}
