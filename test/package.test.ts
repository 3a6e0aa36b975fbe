// What is published: exports that resolve, types that are right, and a core that runs where there is no Node.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { build } from 'rolldown'
import { expect, test } from 'vitest'
import { VERSION } from '../src/version.ts'
import { CRASH_LOG } from './cli/command.ts'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

/** `npm install` builds the library (prepare); a tree where only the command was built has nothing to check. */
const isBuilt = filesOf(manifest.exports).every((file) => existsSync(file))

function filesOf(exports: unknown): string[] {
  return typeof exports === 'string' ? [exports] : Object.values(exports as object).flatMap(filesOf)
}

test('the version is said once', () => {
  expect(VERSION).toBe(manifest.version)
})

test('every dependency is used', () => {
  const sources = execFileSync('git', ['grep', '-hoE', "(from|import\\()\\s?'[a-z@][^']*'", '--', 'src', 'grammars'], {
    encoding: 'utf8',
  })
  for (const name of Object.keys(manifest.dependencies)) expect(sources).toContain(`'${name}'`)
})

test.skipIf(!isBuilt)('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: '.', pack: false, strict: true })
  expect(messages).toEqual([])
})

test.skipIf(!isBuilt)('the types resolve for ESM and bundlers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hserr-'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { stdio: 'ignore' })
  const tarball = readFileSync(join(folder, `hserr-${VERSION}.tgz`))
  const result = await checkPackage(createPackageFromTarballData(tarball))
  const problems = result.types ? result.problems : ['no types']
  // ESM only: old resolution and require() from CommonJS types are not served.
  const mattering = problems.filter(
    (problem) =>
      typeof problem === 'string' ||
      !('resolutionKind' in problem) ||
      problem.resolutionKind === 'bundler' ||
      problem.resolutionKind === 'node16-esm',
  )
  expect(mattering).toEqual([])
})

/** What a page would do with the library. */
const PAGE = `import { analyze, render } from '${join(process.cwd(), 'src/index.ts')}'
globalThis.answer = async (source) => render(await analyze([source]), 'json')`

test('the core runs without Node: no node: import, no Buffer, no process', async () => {
  const { output } = await build({
    input: 'page.js',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page.js' ? id : null),
        load: (id) => (id === 'page.js' ? PAGE : null),
      },
    ],
    platform: 'browser',
    output: { format: 'iife', codeSplitting: false },
    write: false,
  })
  const page: Record<string, unknown> = { TextDecoder, TextEncoder }
  createContext(page)
  runInContext(output[0].code, page)
  const answer = page.answer as (source: unknown) => Promise<string>
  const report = await answer({
    uri: 'hs_err.log',
    async *stream() {
      yield new TextEncoder().encode(CRASH_LOG)
    },
  })
  expect(JSON.parse(report).artifacts).toMatchObject([{ format: 'hs-err' }])
})
