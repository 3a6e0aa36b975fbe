import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const HERE = join(import.meta.dirname, '..')

/** Compiles the programs once, with the oldest JDK, and the native library if there is a C compiler. */
export function build(jdk, folder) {
  const classes = join(folder, 'classes')
  mkdirSync(classes, { recursive: true })
  // Inline concatenation: an invokedynamic one would define classes, which a process at its limit cannot.
  must(join(jdk.home, 'bin/javac'), ['-XDstringConcat=inline', '-nowarn', '-d', classes, ...sources('java', '.java')])
  return { classes, libraries: buildNative(jdk, folder) }
}

function buildNative(jdk, folder) {
  const include = join(jdk.home, 'include')
  if (!existsSync(include) || spawnSync('gcc', ['--version']).status !== 0) return undefined
  for (const source of sources('native', '.c')) {
    const library = join(folder, `lib${source.replace(/^.*\/|\.c$/g, '')}.so`)
    must('gcc', ['-shared', '-fPIC', '-O0', '-g', `-I${include}`, `-I${include}/linux`, '-o', library, source])
  }
  return folder
}

function sources(folder, suffix) {
  const all = readdirSync(join(HERE, folder), { recursive: true })
  return all.filter((name) => name.endsWith(suffix)).map((name) => join(HERE, folder, name))
}

function must(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`)
}
