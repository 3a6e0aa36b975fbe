import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesLike } from './files-like.mjs'
import { control, startJava } from './process.mjs'

/** Runs a recipe with one JDK; tries its variants in turn until the outcome is the one it promises. */
export async function runRecipe(recipe, jdk, built, root) {
  for (const variant of recipe.variants ?? [{}]) {
    const folder = join(root, `${recipe.name}-jdk${jdk.major}`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(folder, 'data'), { recursive: true })
    const options = { ...recipe.options, ...variant }
    const command = javaCommand({ ...recipe, options }, jdk, built)
    await recipe.before?.({ folder })
    const run = startJava({ recipe, jdk, folder, command })
    const end = await watch(recipe, run, folder)
    rmSync(join(folder, 'data'), { recursive: true, force: true })
    dropEmpty(folder)
    const complaint = compare(recipe.outcome ?? {}, end, folder)
    if (!complaint) return { folder, command, end }
    if (variant === (recipe.variants ?? [variant]).at(-1)) return { folder, command, end, complaint }
  }
}

function javaCommand(recipe, jdk, { classes, libraries }) {
  const scenario = recipe.scenario ? { scenario: recipe.scenario } : {}
  const options = Object.entries({ ...scenario, ...recipe.options }).map(([key, value]) => `-Dlab.${key}=${value}`)
  const gcLog = recipe.gcLog ?? '-Xlog:gc*:file=kafkaServer-gc.log:time,tags:filecount=10,filesize=100M'
  return [
    ...(recipe.prefix ?? []),
    join(jdk.home, 'bin/java'),
    ...(gcLog ? [gcLog] : []),
    ...(recipe.flags ?? []).map((flag) => flag.replaceAll('LIBRARIES', libraries)),
    ...(recipe.native ? [`-Djava.library.path=${libraries}`] : []),
    ...options,
    '-cp',
    classes,
    recipe.main ?? 'kafka.Kafka',
    ...(recipe.args ?? ['server.properties']),
  ]
}

async function watch(recipe, { child, ended }, folder) {
  const timer = setTimeout(() => child.kill('SIGKILL'), (recipe.seconds ?? 60) * 1000)
  const deeds = Promise.resolve(recipe.meanwhile?.(control({ pid: child.pid, folder, ended })))
  const end = await ended
  clearTimeout(timer)
  return deeds.then(
    () => end,
    (error) => ({ ...end, error }),
  )
}

function dropEmpty(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.endsWith('.log') && readFileSync(path).length === 0) rmSync(path)
  }
}

/** What is not as the recipe promises, or nothing. Looks at the run itself, never through our own tool. */
function compare({ exit, crashLog, text }, { code, signal, error }, folder) {
  if (error) return error.message
  if (exit !== undefined && ![exit].flat().includes(code ?? signal)) return `ended with ${code ?? signal}, not ${exit}`
  const logs = filesLike(folder, 'hs_err_pid*.log')
  if (crashLog === false && logs.length > 0) return 'wrote a crash log'
  if (crashLog instanceof RegExp) {
    if (logs.length === 0) return 'wrote no crash log'
    if (!crashLog.test(readFileSync(join(folder, logs[0]), 'latin1').slice(0, 20_000)))
      return `its crash log lacks ${crashLog}`
  }
  for (const [file, pattern] of Object.entries(text ?? {}))
    if (!pattern.test(read(join(folder, file)))) return `${file} lacks ${pattern}`
  return undefined
}

function read(path) {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** Keeps a note of the run beside its artifacts. */
export function noteRun(recipe, jdk, { folder, command, end }) {
  const note = { recipe: recipe.name, jdk: jdk.version, command: command.join(' '), exit: end.code ?? end.signal }
  writeFileSync(join(folder, 'run.json'), `${JSON.stringify(note, null, 2)}\n`)
}
