// `npm run bench [NAME...]`: runs each bench of this folder (or those named) and prints its ratios. A bench file exports
// `run(bench)`. The command is built first, so that what is measured is what is published.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from './compare.mjs'

const HERE = import.meta.dirname
const ROOT = join(HERE, '../..')
const NO_BENCHES = new Set(['run.mjs', 'compare.mjs'])

const wanted = process.argv.slice(2)
const files = readdirSync(HERE)
  .filter((file) => file.endsWith('.mjs') && !NO_BENCHES.has(file))
  .filter((file) => wanted.length === 0 || wanted.includes(file.replace('.mjs', '')))
  .sort()

execFileSync(process.execPath, ['.ci/build.mjs', '--cli'], { cwd: ROOT, stdio: 'inherit' })
const folder = mkdtempSync(join(tmpdir(), 'hserr-bench-'))
try {
  for (const file of files) {
    const own = join(folder, file.replace('.mjs', ''))
    mkdirSync(own)
    const { run } = await import(join(HERE, file))
    await run({ folder: own, hserr: join(ROOT, 'dist/cli/main.js'), compare })
    rmSync(own, { recursive: true })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
