import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findings } from '../../src/findings/index.ts'

test('every finding has its claims', () => {
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts') && name !== 'every-finding.test.ts')
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n')
  expect(findings.map(({ id }) => id).filter((id) => !tests.includes(`src/findings/${id}.ts'`))).toEqual([])
})
