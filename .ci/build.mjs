// Builds what is published: the library (one module a file, with types) and the command (one minified entry
// whose heavy parts load on demand). `--cli` builds the command alone, which takes a tenth of the time.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'

const cliOnly = process.argv.includes('--cli')

if (!cliOnly) {
  rmSync('dist', { recursive: true, force: true })
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.ci/tsconfig.build.json'], {
    stdio: 'inherit',
  })
}
mkdirSync('dist', { recursive: true })
if (existsSync('src/render/report.schema.json')) cpSync('src/render/report.schema.json', 'dist/report.schema.json')
rmSync('dist/cli', { recursive: true, force: true })
await build({
  entryPoints: { main: 'src/cli/main.ts', worker: 'src/node/scan/worker.ts' },
  outdir: 'dist/cli',
  bundle: true,
  minify: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // What is bundled requires nothing but Node's own modules.
  banner: { js: '#!/usr/bin/env node\nconst require = process.getBuiltinModule;' },
  logLevel: 'warning',
})
for (const file of readdirSync('dist/cli')) {
  const path = join('dist/cli', file)
  writeFileSync(path, withLazyBuiltins(readFileSync(path, 'utf8')))
}

/**
 * Takes Node's own modules without `import`, which touches all of a module's exports, also those that are made at first
 * touch: node:fs loads the streams by that, and node:process opens stdin, stdout and stderr. 20 ms of 60.
 */
function withLazyBuiltins(code) {
  return code.replace(/\bimport\s*(\{[^}]*\}|\* ?as [\w$]+|[\w$]+)\s*from\s*"([^"]+)";/g, (whole, names, module) => {
    if (!isBuiltin(module)) return whole
    const local = names.startsWith('{') ? names.replaceAll(' as ', ':') : names.replace(/^\* ?as /, '')
    return `const ${local}=process.getBuiltinModule("${module}");`
  })
}
