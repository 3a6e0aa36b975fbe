// How the process ended, as whoever started it says: shells, systemd, supervisord, Tanuki's wrapper, compose, IDEs, build
// tools. The wordings are theirs; a code above 128 is left as printed (137 = 128 + SIGKILL is for the findings to say).

import type { FactTypes } from '../../model/fact-types.ts'
import type { LineRule } from './console-line.ts'

type Exit = FactTypes['process.exit'] & { readonly pid?: number }

interface Wording {
  readonly by: string
  readonly pattern: RegExp
  read(match: RegExpExecArray): Exit | undefined
}

const SHELL_SIGNALS: Readonly<Record<string, string>> = {
  Aborted: 'SIGABRT',
  'Abort trap': 'SIGABRT',
  'Alarm clock': 'SIGALRM',
  'Bad system call': 'SIGSYS',
  'Bus error': 'SIGBUS',
  'CPU time limit exceeded': 'SIGXCPU',
  'File size limit exceeded': 'SIGXFSZ',
  'Floating point exception': 'SIGFPE',
  Hangup: 'SIGHUP',
  'Illegal instruction': 'SIGILL',
  Killed: 'SIGKILL',
  'Segmentation fault': 'SIGSEGV',
  Terminated: 'SIGTERM',
  'Trace/breakpoint trap': 'SIGTRAP',
  'User defined signal 1': 'SIGUSR1',
  'User defined signal 2': 'SIGUSR2',
}
const SIGNAL_WORDS = Object.keys(SHELL_SIGNALS).join('|')

const WORDINGS: readonly Wording[] = [
  {
    // systemd: `kafka.service: State 'stop-sigterm' timed out. Killing.`, `Stopping timed out. Killing.`
    by: 'systemd',
    pattern:
      /\.service: (?:State 'stop-\w+' timed out|Stopping timed out|stop-sigterm timed out|Failed with result 'timeout')/,
    read: () => ({ why: 'stop-timeout' }),
  },
  {
    by: 'systemd',
    pattern: /\.service: (?:Watchdog timeout|Failed with result 'watchdog')/,
    read: () => ({ why: 'watchdog' }),
  },
  {
    by: 'tanuki-wrapper',
    pattern: /JVM appears hung: Timed out waiting for signal from JVM/,
    read: () => ({ why: 'watchdog' }),
  },
  {
    // dockerd: `Container … failed to exit within 10s of signal 15 - using the force`
    by: 'docker',
    pattern: /failed to exit within \d+ ?s(?:econds)? of signal 15/,
    read: () => ({ why: 'stop-timeout' }),
  },
  {
    by: 'systemd',
    pattern: /[Mm]ain process exited, code=(killed|dumped|exited), status=(\d+)(?:\/(\S+))?/,
    read: ([, how, status, name]) =>
      how === 'exited' ? { code: Number(status) } : { signal: signalName(name ?? (status as string)) },
  },
  {
    // bash: `bash: line 1: 28091 Aborted                 (core dumped) java -Xmx1g`
    by: 'shell',
    pattern: new RegExp(`: line \\d+: +(\\d+) (${SIGNAL_WORDS})\\b`),
    read: ([, pid, word]) => ({ signal: SHELL_SIGNALS[word as string] as string, pid: Number(pid) }),
  },
  {
    // bash job control: `[1]+  Killed    java -jar x.jar`, `[1]+  Exit 137   java …`
    by: 'shell',
    pattern: new RegExp(`^\\[\\d+\\][+-]? +(?:\\d+ +)?(?:(${SIGNAL_WORDS})\\b|Exit (\\d+))`),
    read: ([, word, code]) => (word ? { signal: SHELL_SIGNALS[word] as string } : { code: Number(code) }),
  },
  {
    by: 'shell',
    pattern: new RegExp(`^(${SIGNAL_WORDS})(?:: \\d+)?(?: \\(core dumped\\))?\\s*$`),
    read: ([, word]) => ({ signal: SHELL_SIGNALS[word as string] as string }),
  },
  {
    by: 'supervisord',
    pattern: /exited: \S+ \((?:terminated by (SIG\w+)|exit status (\d+))/,
    read: ([, signal, code]) => (signal ? { signal } : { code: Number(code) }),
  },
  {
    by: 'tanuki-wrapper',
    pattern: /JVM received a signal (SIG\w+|\d+|UNKNOWN)/,
    read: ([, signal]) => ({ signal: signalName(signal as string) }),
  },
  {
    by: 'tanuki-wrapper',
    pattern: /JVM (?:process )?exited (?:on its own )?(?:with|while).*? code of (\d+)/,
    read: ([, code]) => ({ code: Number(code) }),
  },
  {
    by: 'upstart',
    pattern: /main process \((\d+)\) (?:killed by (\w+) signal|terminated with status (\d+))/,
    read: ([, pid, signal, code]) => ({
      ...(signal ? { signal: `SIG${signal}` } : { code: Number(code) }),
      pid: Number(pid),
    }),
  },
  {
    by: 'time',
    pattern: /^\s*[Cc]ommand terminated by signal (\d+)/,
    read: ([, signal]) => ({ signal: signalName(signal as string) }),
  },
  {
    by: 'ide',
    pattern: /Process finished with exit code (-?\d+)(?: \(interrupted by signal (\d+))?/,
    read: ([, code, signal]) => ({ code: Number(code), ...(signal && { signal: signalName(signal) }) }),
  },
  {
    by: 'launchd',
    pattern: /Service exited (?:due to (SIG\w+|signal: \w+(?: \w+)*: (\d+))|with abnormal code: (\d+))/,
    read: ([, word, signal, code]) =>
      code ? { code: Number(code) } : { signal: signalName(signal ?? (word as string)) },
  },
  {
    // compose, kubectl exec, Gradle, Surefire, Cloud Foundry, scripts: `exited with code 137`, `exit code: 134`
    by: 'supervisor',
    pattern:
      /\b(?:exited with (?:exit )?(?:code|status)|exit(?:ed)? (?:code|status)|non-zero (?:exit (?:value|code|status)|status)|[Ee]xit [Cc]ode)[ :=]*\[?(-?\d{1,10})\b/,
    read: ([, code]) => ({ code: Number(code) }),
  },
  {
    by: 'script',
    pattern: /^\W*(?:exit|exit_code)=(\d{1,3})\W*$/i,
    read: ([, code]) => ({ code: Number(code) }),
  },
]

export const exits: LineRule = {
  read({ message, cursor, told }, facts) {
    if (/^\s+at |^\s*\.\.\. \d+ more/.test(message)) return false
    for (const { by, pattern, read } of WORDINGS) {
      const match = pattern.exec(message)
      const exit = match && read(match)
      if (!exit) continue
      const { pid, ...value } = exit
      const process = pid === undefined ? told.process : { pid }
      facts.say('process.exit', { ...value, by, ...(told.at && { at: told.at }) }, cursor, { ...told, process })
      return true
    }
    return false
  },
}

const NUMBERS: Readonly<Record<string, string>> = {
  '1': 'SIGHUP',
  '2': 'SIGINT',
  '3': 'SIGQUIT',
  '4': 'SIGILL',
  '5': 'SIGTRAP',
  '6': 'SIGABRT',
  '7': 'SIGBUS',
  '8': 'SIGFPE',
  '9': 'SIGKILL',
  '10': 'SIGUSR1',
  '11': 'SIGSEGV',
  '12': 'SIGUSR2',
  '13': 'SIGPIPE',
  '15': 'SIGTERM',
}

/** `9`, `KILL` and `SIGKILL` are one signal (numbers as on Linux x86 and arm). */
function signalName(word: string): string {
  return NUMBERS[word] ?? (word.startsWith('SIG') ? word : `SIG${word}`)
}
