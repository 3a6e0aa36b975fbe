// How often is what is said right? Runs every case of the corpus, and of ../shared/samples where that is, through the
// built command, and prints a reliability table: of the answers at each confidence, how many were right. The answer is
// the verdict; where there is none, the first cause that the text names as possible.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const SAMPLES = join(ROOT, '../shared/samples')
const BANDS = ['certain', 'probable', 'possible', 'nothing']

export function run({ hserr }) {
  table('corpus', [...corpusCases()], hserr)
  const manifest = join(SAMPLES, 'manifest.json')
  if (existsSync(manifest)) table('samples', [...sampleCases(manifest)], hserr)
}

/** `{ name, paths, accept }`; a null among `accept` means that "undetermined" is right. */
function* corpusCases() {
  for (const folder of ['cases', 'look-alikes', 'healthy']) {
    const root = join(ROOT, 'corpus', folder)
    if (!existsSync(root)) continue
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('expected.json'),
    )
    for (const file of files.sort()) {
      const { verdict, accept = [] } = JSON.parse(readFileSync(join(root, file), 'utf8'))
      yield { name: dirname(file), paths: [join(root, dirname(file), 'input')], accept: [verdict, ...accept] }
    }
  }
}

function* sampleCases(manifest) {
  for (const { id, paths, accept = [null] } of JSON.parse(readFileSync(manifest, 'utf8')).cases)
    yield { name: id, paths: paths.map((path) => join(SAMPLES, path)), accept }
}

function table(title, cases, hserr) {
  const counts = Object.fromEntries(BANDS.map((band) => [band, { right: 0, all: 0 }]))
  const wrong = []
  for (const item of cases) {
    const { cause, band, chain } = answerTo(item, hserr)
    // Where nothing need be blamed, whatever is merely possible blames nothing.
    const isHonest = item.accept.includes(null) && (band === 'possible' || band === 'nothing')
    const isRight = isHonest || item.accept.some((id) => id !== null && (id === cause || chain.includes(id)))
    counts[band].all++
    if (isRight) counts[band].right++
    else wrong.push(`  ${item.name}: ${cause ?? 'nothing'} (${band}), right is ${item.accept.join(' or ')}`)
  }
  console.log(`\n${title}: ${cases.length} cases`)
  for (const [band, { right, all }] of Object.entries(counts))
    console.log(
      `  ${band.padEnd(14)} ${String(all).padStart(4)} said, ${String(right).padStart(4)} right${shareOf(right, all)}`,
    )
  for (const line of wrong) console.log(line)
}

/** Of several incidents that which a person would look at: the first with a verdict. */
function answerTo({ paths }, hserr) {
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 }
  const { stdout } = spawnSync(process.execPath, [hserr, 'analyze', '--format', 'json', '--quiet', ...paths], options)
  const { incidents } = JSON.parse(stdout)
  const diagnoses = incidents.flatMap(({ diagnoses }) => diagnoses)
  const { verdict } = incidents.find(({ verdict }) => verdict !== null) ?? { verdict: null }
  const said =
    diagnoses.find(({ cause }) => cause === verdict) ?? diagnoses.find(({ confidence }) => confidence === 'possible')
  if (said === undefined) return { cause: null, band: 'nothing', chain: [] }
  return { cause: said.cause, band: verdict === null ? 'possible' : said.confidence, chain: said.chain }
}

function shareOf(right, all) {
  return all === 0 ? '' : ` (${Math.round((100 * right) / all)} %)`
}
