import { defineFinding } from '../model/finding.ts'

/** Signals that end a JVM without a crash log, by number on Linux; those of crashes and of an orderly stop have findings of their own. */
const SIGNALS: Readonly<Record<number, string>> = {
  3: 'SIGQUIT',
  5: 'SIGTRAP',
  10: 'SIGUSR1',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
}
/** What the kernel means by those that it sends itself (signal(7)). */
const MEANING: Readonly<Record<string, string>> = {
  SIGXCPU: 'its CPU time reached RLIMIT_CPU (ulimit -t)',
  SIGXFSZ: 'a file reached RLIMIT_FSIZE (ulimit -f)',
  SIGSYS: 'a seccomp filter forbids a system call that it made',
}
const NAMES = new Set(Object.values(SIGNALS))

export const endedByOtherSignal = defineFinding({
  id: 'ended-by-other-signal',
  title: 'A signal ended the process for which the JVM writes no crash log',
  needs: [],
  reads: ['process.exit', 'container.terminated'],
  test(facts) {
    const exits = facts['process.exit'].filter(({ value }) => nameOf(value) !== undefined)
    const containers = facts['container.terminated'].filter(
      ({ value }) => nameOf({ code: value.exitCode }) !== undefined,
    )
    const [exit] = exits
    const name = exit === undefined ? nameOf({ code: containers[0]?.value.exitCode }) : nameOf(exit.value)
    if (name === undefined) return { state: 'unknown' }
    const meaning = MEANING[name] === undefined ? '' : `: ${MEANING[name]}`
    return {
      state: 'present',
      statement: `the process was ended by ${name}${meaning}`,
      cites: [...exits, ...containers],
    }
  },
})

/** By the signal, or by the shell's exit code 128 + number. */
function nameOf({
  signal,
  code,
}: {
  readonly signal?: string | undefined
  readonly code?: number | undefined
}): string | undefined {
  if (signal !== undefined) return NAMES.has(signal) ? signal : undefined
  return code === undefined ? undefined : SIGNALS[code - 128]
}
