import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Starts one JVM of a recipe in `folder`. The shell that sets limits (and, for `tmpfs`, mounts the data folder in a mount
 * namespace of its own) is replaced by java, so that the pid is java's and nothing is left to unmount. With `toldByShell`
 * the shell stays, and says how java ended.
 */
export function startJava({ recipe, jdk, folder, command }) {
  const out = openSync(join(folder, 'stdout.log'), 'w')
  const err = recipe.oneStream ? out : openSync(join(folder, 'stderr.log'), 'w')
  const child = spawn(wrapper(recipe), [...wrapperArguments(recipe), ...command], {
    cwd: folder,
    env: environment(recipe, jdk),
    stdio: ['ignore', out, err],
  })
  for (const descriptor of new Set([out, err])) closeSync(descriptor)
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, signal: null, error }))
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  return { child, ended }
}

const wrapper = (recipe) => (recipe.tmpfs ? 'unshare' : 'bash')

function wrapperArguments(recipe) {
  const lines = ['ulimit -c 0']
  if (recipe.tmpfs) lines.push(`mount -t tmpfs -o size=${recipe.tmpfs},nr_inodes=200000 lab data`)
  if (recipe.limits) lines.push(recipe.limits)
  lines.push(recipe.toldByShell ? '"$@"; echo "exit status $?"' : `exec ${recipe.under ?? ''} "$@"`)
  return [...(recipe.tmpfs ? ['-m', 'bash'] : []), '-c', lines.join('\n'), 'bash']
}

/** Few variables: they are printed in every crash log. */
function environment(recipe, jdk) {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', JAVA_HOME: jdk.home, ...recipe.environment }
}

/** What a recipe can do while its JVM lives. */
export function control({ pid, folder, ended }) {
  let alive = true
  ended.then(() => {
    alive = false
  })
  const lab = {
    pid,
    folder,
    ended,
    sleep,
    isAlive: () => alive,
    signal: (name) => process.kill(pid, name),
    /** Waits until a file of the run holds `text`, for at most `seconds`. */
    async waitFor(file, text, seconds = 30) {
      for (let i = 0; i < seconds * 20 && alive; i++) {
        const path = join(folder, file)
        if (existsSync(path) && readFileSync(path, 'utf8').includes(text)) return
        await sleep(50)
      }
    },
    /** Copies /proc/PID/NAME into the folder. */
    proc(name, as = `proc-${name}.txt`) {
      writeFileSync(join(folder, as), readFileSync(`/proc/${pid}/${name}`))
    },
    /** Runs a tool and keeps what it prints. */
    tool(as, command, ...args) {
      const { stdout, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
      if (error) throw new Error(`${command} is not here: ${error.message}`)
      writeFileSync(join(folder, as), stdout)
    },
    host() {
      writeFileSync(join(folder, 'meminfo.txt'), readFileSync('/proc/meminfo'))
      lab.tool(
        'sysctl.txt',
        'sysctl',
        'vm.max_map_count',
        'vm.overcommit_memory',
        'kernel.threads-max',
        'kernel.pid_max',
      )
    },
    /** Samples of the process every `ms` until it ends: time, RSS, VmData, mappings, descriptors, threads. */
    async series(as, ms = 100) {
      const rows = ['time\trss_kb\tvm_data_kb\tvm_size_kb\tmaps\tfds\tthreads']
      while (alive) {
        const row = sample(pid)
        if (row) rows.push(row)
        await sleep(ms)
      }
      writeFileSync(join(folder, as), `${rows.join('\n')}\n`)
    },
  }
  return lab
}

function sample(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name) => new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? ''
    if (!readlinkSync(`/proc/${pid}/exe`).endsWith('/java')) return undefined
    const maps = readFileSync(`/proc/${pid}/maps`, 'latin1').split('\n').length - 1
    const fds = spawnSync('ls', [`/proc/${pid}/fd`], { encoding: 'utf8' }).stdout.split('\n').length - 1
    return [
      new Date().toISOString(),
      field('VmRSS'),
      field('VmData'),
      field('VmSize'),
      maps,
      fds,
      field('Threads'),
    ].join('\t')
  } catch {
    return undefined
  }
}
