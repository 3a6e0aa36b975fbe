// The table of causes in the README is generated from the causes: UPDATE=1 rewrites it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { causes } from '../src/causes/index.ts'

const ROOT = join(import.meta.dirname, '..')
const README = join(ROOT, 'README.md')
const BLOCK = /(<!-- causes:[^>]*-->\n)[\s\S]*?(<!-- \/causes -->)/

function table(): string {
  const families = [...new Set(causes.map(({ family }) => family))].sort()
  const rows = families.flatMap((family) =>
    causes.filter((cause) => cause.family === family).map(({ id, title }) => `| ${family} | \`${id}\` | ${title} |`),
  )
  return ['| family | cause | |', '|---|---|---|', ...rows, ''].join('\n')
}

test('the table of causes in the README is current', () => {
  const text = readFileSync(README, 'utf8')
  const current = text.replace(BLOCK, (_, open: string, close: string) => `${open}${table()}${close}`)
  if (process.env.UPDATE === '1') writeFileSync(README, current)
  expect(current).toBe(process.env.UPDATE === '1' ? current : text)
})

test('every file and folder that the READMEs link to exists', () => {
  for (const readme of ['README.md', 'src/README.md', 'corpus/README.md', 'grammars/README.md', 'test/README.md']) {
    const text = readFileSync(join(ROOT, readme), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] as string)
    const missing = links.filter((link) => !existsSync(join(ROOT, readme, '..', link)))
    expect(missing, readme).toEqual([])
  }
})

test('the one line of the README names a case that exists', () => {
  const path = /npx hserr analyze (\S+)/.exec(readFileSync(README, 'utf8'))?.[1] as string
  expect(existsSync(join(ROOT, path)), path).toBe(true)
})
