import { appendFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { textValue, type Values } from './options.ts'
import { UserError } from './user-error.ts'

/** The result, to stdout or to `--output`. */
export function writeResult(text: string, values: Values): void {
  writePieces([text], values)
}

/** A long result, which is written as it is made. */
export function writePieces(pieces: Iterable<string>, values: Values): void {
  const path = textValue(values, 'output')
  if (path === undefined || path === '-') {
    for (const text of gathered(pieces)) process.stdout.write(text)
    return
  }
  try {
    writeFileSync(path, '')
    for (const text of gathered(pieces)) appendFileSync(path, text)
  } catch (error) {
    throw new UserError(`--output: cannot write ${path}: ${(error as Error).message}`)
  }
}

const WRITTEN_AT_ONCE = 1 << 14

/** The pieces, joined to what is worth a call of the system; a long one goes as it is, since joining copies it. */
function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = ''
  for (const piece of pieces) {
    if (text.length + piece.length < WRITTEN_AT_ONCE) {
      text += piece
      continue
    }
    if (text !== '') yield text
    yield piece
    text = ''
  }
  if (text !== '') yield text
}

/** A line for people, on stderr. */
export function warn(line: string, values: Values): void {
  if (values.quiet !== true) process.stderr.write(`hserr: ${line}\n`)
}

/** `--color`, else FORCE_COLOR and NO_COLOR (https://no-color.org), else whether the result goes to a terminal. */
export function wantsColor(values: Values): boolean {
  const { env, stdout } = process
  if (values.color === 'always') return true
  if (values.color === 'never' || textValue(values, 'output') !== undefined) return false
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0'
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  return stdout.isTTY === true && env.TERM !== 'dumb'
}
