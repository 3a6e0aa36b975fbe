// The lines of a .properties file, as java.util.Properties.load reads them.

export interface Property {
  readonly key: string
  readonly value: string
}

/** Puts natural lines together: one that ends in an odd number of backslashes goes on in the next. */
export class PropertyLines {
  #pending: string | undefined

  /** True while a line is not finished. */
  get isOpen(): boolean {
    return this.#pending !== undefined
  }

  /** The property that ends with this line; undefined for comments, blanks and lines that go on. */
  push(line: string): Property | undefined {
    const isContinued = this.#pending !== undefined
    const text = line.trimStart()
    if (!isContinued && (text === '' || /^[#!]/.test(text))) return undefined
    const whole = (this.#pending ?? '') + text
    this.#pending = undefined
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(whole)) {
      this.#pending = whole.slice(0, -1)
      return undefined
    }
    return propertyOf(whole)
  }

  /** The last line, where the file ends in a backslash. */
  end(): Property | undefined {
    const rest = this.#pending
    this.#pending = undefined
    return rest === undefined ? undefined : propertyOf(rest)
  }
}

/** `key=value`, `key: value`, `key value`: the key ends at the first blank, `=` or `:` that is not escaped. */
function propertyOf(line: string): Property | undefined {
  const match = /^((?:\\.|[^\\=:\s])+)\s*[=:]?\s*(.*)$/s.exec(line)
  if (match === null) return undefined
  return { key: unescaped(match[1] as string), value: unescaped(match[2] as string).trimEnd() }
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, other: string | undefined) =>
    code === undefined
      ? (ESCAPES[other as string] ?? (other as string))
      : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
