import type { CrashFrame } from '../../model/fact-types.ts'

const NATIVE = /^([CVA])\s+(?:\[([^+\]]+)(?:\+0x[0-9a-f]+)?\]|0x[0-9a-f]+)\s*(.*)$/i
const COMPILED = /^J\s+\d+%?\s*(?:([cC][12]|jvmci)\s+)?([^\s(]+)/
const INTERPRETED = /^j\s+([^\s(]+)/
const STUB = /^v\s+~?(.*?)(?:\s+0x[0-9a-f]+)?$/

/**
 * The frame under `# Problematic frame:`.
 *
 *   V  [libjvm.so+0x586230]  ClassLoaderData::holder_no_keepalive() const+0x0
 *   J 235% c2 lab.D.spin(J)J (26 bytes) @ 0x00007f9548ed712e [0x00007f9548ed7000+0x12e]
 */
export function readFrame(text: string, line: number): CrashFrame | undefined {
  const native = NATIVE.exec(text)
  if (native) {
    const [, kind, path, rest] = native
    const symbol = rest?.replace(/\+0x[0-9a-f]+$/, '').trim()
    return {
      kind: kind as 'C' | 'V' | 'A',
      ...(path && { library: baseName(path) }),
      ...(symbol && { symbol }),
      text,
      line,
    }
  }
  const compiled = COMPILED.exec(text)
  if (compiled) {
    const [, compiler, symbol] = compiled
    return { kind: 'J', ...(symbol && { symbol }), ...(compiler && { compiler: compiler.toLowerCase() }), text, line }
  }
  const interpreted = INTERPRETED.exec(text)?.[1]
  if (interpreted) return { kind: 'j', symbol: interpreted, text, line }
  const stub = STUB.exec(text)?.[1]
  return stub ? { kind: 'v', symbol: stub, text, line } : undefined
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
