import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseOf, keepArtifacts } from './save.mjs'

const HSERR = join(import.meta.dirname, '../../../dist/cli/main.js')

/**
 * Analyses what a fresh run left behind and answers what is not as `expected.json` of its case says, or nothing. Numbers
 * and lines differ with every run, the verdict does not.
 */
export function checkCase(recipe, jdk, { folder }) {
  const path = join(caseOf(recipe, jdk), 'expected.json')
  if (!existsSync(path)) return undefined
  const { verdict, accept = [], forbid = [], atLeast } = JSON.parse(readFileSync(path, 'utf8'))
  const { incidents } = reportOf(recipe, folder)
  const verdicts = incidents.map((incident) => incident.verdict)
  const right = [verdict, ...accept]
  if (verdict === null && !verdicts.every((said) => right.includes(said))) return `says ${verdicts}, not ${right}`
  if (verdict !== null && !verdicts.some((said) => right.includes(said))) return `says ${verdicts}, not ${right}`
  const loud = incidents.flatMap(({ diagnoses }) => diagnoses.filter(isLoud))
  const forbidden = loud.find(({ cause }) => forbid.includes(cause))
  if (forbidden) return `says ${forbidden.cause}`
  const isSure = loud.some(({ cause, confidence }) => confidence === 'certain' && right.includes(cause))
  return atLeast === 'certain' && !isSure ? 'is not certain' : undefined
}

function reportOf(recipe, folder) {
  const input = join(folder, 'kept')
  keepArtifacts(recipe, folder, input)
  const options = { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }
  return JSON.parse(execFileSync(process.execPath, [HSERR, 'analyze', '--format', 'json', input], options))
}

function isLoud({ confidence }) {
  return confidence === 'certain' || confidence === 'probable'
}
