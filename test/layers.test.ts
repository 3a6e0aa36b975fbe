// Who may import whom, as a table. The folders are the straight line from bytes to report (src/README.md).

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

/** Folder or file → what it may import, besides itself. `node:` stands for Node's own modules. */
const ALLOWED: Record<string, readonly string[]> = {
  grammars: ['chevrotain'],
  'src/model': [],
  'src/source': ['src/model'],
  'src/mappings': ['src/model', 'src/source'],
  'src/formats': ['src/model', 'src/source', 'src/mappings', 'grammars'],
  'src/capacity': ['src/model'],
  'src/incident': ['src/model'],
  'src/findings': ['src/model', 'src/capacity'],
  'src/causes': ['src/model', 'src/capacity'],
  'src/diagnosis': ['src/model'],
  'src/render': ['src/model'],
  'src/node': ['*', 'node:', 'fast-glob', 'yauzl', 'fzstd'],
  'src/cli': ['src/node.ts', 'src/version.ts', 'node:', 'yargs', 'src/cli'],
  'src/version.ts': [],
  'src/node.ts': ['*'],
  src: ['*'],
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
}

function layerOf(file: string): string {
  const names = Object.keys(ALLOWED).filter((name) => file === name || file.startsWith(`${name}/`))
  return names.sort((a, b) => b.length - a.length)[0] ?? '?'
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [
    ...text.matchAll(/^\s*(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ].map((match) => (match[1] ?? match[2] ?? match[3]) as string)
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:'
  if (!specifier.startsWith('.')) return specifier.split('/')[0] as string
  return relative(ROOT, resolve(ROOT, dirname(file), specifier))
}

function isAllowed(file: string, target: string): boolean {
  const layer = layerOf(file)
  const allowed = ALLOWED[layer] as readonly string[]
  if (target.startsWith('src') || target.startsWith('grammars')) {
    const targetLayer = layerOf(target)
    if (targetLayer === layer) return !isSibling(layer, file, target)
    if (
      layer !== 'src' &&
      layer !== 'src/node' &&
      layer !== 'src/node.ts' &&
      layer !== 'src/cli' &&
      targetLayer === 'src'
    )
      return false
    if (targetLayer === 'src/node' || targetLayer === 'src/cli')
      return layer === 'src/cli'
        ? target.startsWith('src/cli')
        : allowed.includes('*') && layer !== 'src' && targetLayer !== 'src/cli'
    return allowed.includes('*') || allowed.includes(targetLayer)
  }
  if (target === 'node:') return allowed.includes('node:')
  return allowed.includes(target)
}

/** One finding, cause or format never leans on another: each can be read, moved and removed alone. */
function isSibling(layer: string, file: string, target: string): boolean {
  if (layer === 'src/findings' || layer === 'src/causes')
    return !file.endsWith('/index.ts') && !/\/(?:evidence|remedies)\//.test(target)
  if (layer !== 'src/formats') return false
  const own = file.split('/')[2]
  const other = target.split('/')[2]
  return own !== other && own !== 'index.ts' && other !== 'format.ts'
}

test('every import goes the way of the layers', () => {
  const files = [...filesIn('src'), ...filesIn('grammars')]
  expect(files.length).toBeGreaterThan(20)
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .map((specifier) => targetOf(file, specifier))
      .filter((target) => !isAllowed(file, target))
      .map((target) => `${file} imports ${target}`),
  )
  expect(wrong).toEqual([])
})
