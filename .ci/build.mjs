// Builds what is published: the library (one module a file, with types) and the command (one minified entry
// whose heavy parts load on demand). `--cli` builds the command alone, which takes a tenth of the time.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
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
  banner: { js: '#!/usr/bin/env node' },
  plugins: [lazyBuiltins()],
  logLevel: 'warning',
})

/**
 * Takes Node's own modules without `import`, which touches all of a module's exports, also those that are made at first
 * touch: node:fs loads the streams by that, and node:process opens stdin, stdout and stderr. 20 ms of 60.
 */
function lazyBuiltins() {
  const names = builtinModules.filter((name) => !name.startsWith('_')).join('|')
  return {
    name: 'lazy-builtins',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^(?:node:)?(?:${names})$`) }, ({ path }) => ({ path, namespace: 'builtin' }))
      onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule('${path}')`,
      }))
    },
  }
}
