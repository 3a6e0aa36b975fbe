// What the README says is true. Its table of causes and the answer that it shows are generated: UPDATE=1 rewrites them.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { causes } from '../src/causes/index.ts'
import { hserr } from './cli/command.ts'

const ROOT = join(import.meta.dirname, '..')
const README = join(ROOT, 'README.md')
const COMMAND = /npx hserr analyze (\S+)/

function table(): string {
  const families = [...new Set(causes.map(({ family }) => family))].sort()
  const rows = families.flatMap((family) =>
    causes.filter((cause) => cause.family === family).map(({ id, title }) => `| ${family} | \`${id}\` | ${title} |`),
  )
  return ['| family | cause | |', '|---|---|---|', ...rows, ''].join('\n')
}

/** What the one line of the README prints, run in the folder that it names, down to what else was weighed. */
async function answer(): Promise<string> {
  const cwd = COMMAND.exec(readFileSync(README, 'utf8'))?.[1] as string
  const { stdout } = await hserr(['analyze', '.'], { cwd: join(ROOT, cwd), env: { NO_COLOR: '1' } })
  return `\`\`\`text\n${stdout.slice(0, stdout.indexOf('What else was weighed'))}…\n\`\`\`\n`
}

test.each([
  ['causes', table],
  ['answer', answer],
])('the %s in the README are current', async (name, generate) => {
  const block = new RegExp(`(<!-- ${name}:[^>]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
  const text = readFileSync(README, 'utf8')
  expect(text).toMatch(block)
  const generated = await generate()
  const current = text.replace(block, (_, open: string, close: string) => `${open}${generated}${close}`)
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
  const path = COMMAND.exec(readFileSync(README, 'utf8'))?.[1] as string
  expect(existsSync(join(ROOT, path)), path).toBe(true)
})
