// Kills JVMs on purpose and keeps what they leave behind.
//
//   npm run lab                         every recipe, with each JDK found
//   npm run lab -- NAME...              recipes whose name begins so
//   npm run lab -- --list               what there is
//   npm run lab -- --save [NAME...]     also put the artifacts into corpus/ (expected.json stays as it is)
//   npm run lab -- --check [NAME...]    also analyse the artifacts: is it what expected.json says of the case?
//   npm run lab -- --jdk 25 NAME        with one JDK only
//   npm run lab -- --output FOLDER      artifacts go there (default: a new temporary folder)

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { recipes } from './recipes/index.mjs'
import { build } from './runner/build.mjs'
import { checkCase } from './runner/check.mjs'
import { findJdks } from './runner/jdks.mjs'
import { noteRun, runRecipe } from './runner/run-recipe.mjs'
import { saveCase } from './runner/save.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean' },
    save: { type: 'boolean' },
    check: { type: 'boolean' },
    jdk: { type: 'string' },
    output: { type: 'string' },
  },
})

if (values.list) for (const { name, shows } of recipes) console.log(`${name.padEnd(34)} ${shows}`)
else await runAll()

async function runAll() {
  const jdks = findJdks().filter(({ major }) => !values.jdk || major === Number(values.jdk))
  if (jdks.length === 0) return fail('The lab needs JDK 17 or 25 under /usr/lib/jvm; none is there.')
  const chosen = recipes.filter(
    ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
  )
  if (chosen.length === 0) return fail(`No recipe begins with ${positionals.join(', ')}; see --list.`)
  const root = values.output ?? mkdtempSync(join(tmpdir(), 'hserr-lab-'))
  mkdirSync(root, { recursive: true })
  chmodSync(root, 0o755) // some recipes run as another user
  const built = build(jdks[0], join(root, 'build'))
  let failed = 0
  for (const recipe of chosen)
    for (const jdk of jdks) {
      if (recipe.jdks && !recipe.jdks.includes(jdk.major)) continue
      failed += await runOne(recipe, jdk, built, root)
    }
  console.log(`Artifacts: ${root}`)
  if (failed > 0) process.exitCode = 1
}

async function runOne(recipe, jdk, built, root) {
  const label = `${recipe.name} (JDK ${jdk.major})`
  const lacking = missing(recipe, built)
  if (lacking) {
    console.log(`skipped  ${label}: ${lacking}`)
    return 0
  }
  const run = await runRecipe(recipe, jdk, built, root)
  noteRun(recipe, jdk, run)
  if (run.complaint) {
    console.log(`FAILED   ${label}: ${run.complaint}`)
    return values.check ? 0 : 1 // what did not die as promised has no verdict to check
  }
  const wrong = values.check && recipe.saveTo ? checkCase(recipe, jdk, run) : undefined
  if (wrong) {
    console.log(`WRONG    ${label}: ${wrong}; ${run.folder}`)
    return 1
  }
  const saved = values.save && recipe.saveTo ? ` -> ${saveCase(recipe, jdk, run)}` : ''
  console.log(`ok       ${label}: ended with ${run.end.code ?? run.end.signal}${saved}`)
  return 0
}

/** Why a recipe cannot run here, or nothing. */
function missing(recipe, { libraries }) {
  if (recipe.native && !libraries) return 'needs gcc and the JDK headers'
  if ((recipe.tmpfs || recipe.root) && process.getuid?.() !== 0) return 'needs root'
  const absent = (recipe.tools ?? []).find((tool) => spawnSync('which', [tool]).status !== 0)
  return absent && `needs ${absent}`
}

function fail(message) {
  console.error(message)
  process.exitCode = 2
}
