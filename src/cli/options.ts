// Every option and command as data. The quick path (parse.ts) and yargs (help.ts) are both built from these tables.

import { UserError } from './user-error.ts'

export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  readonly multiple?: true
  readonly short?: string
  readonly describe: string
  /** What stands for the value in help. */
  readonly argument?: string
  readonly choices?: readonly string[]
}

export const OPTIONS: Readonly<Record<string, OptionSpec>> = {
  format: { type: 'string', short: 'f', argument: 'FORMAT', describe: 'form of the result' },
  output: { type: 'string', short: 'o', argument: 'FILE', describe: 'write the result there instead of to stdout' },
  'fail-on': {
    type: 'string',
    choices: ['certain', 'probable', 'possible'],
    describe: 'exit with 1 when a diagnosis is at least that sure',
  },
  strict: { type: 'boolean', describe: 'exit with 3 when some input could not be read or was cut by a limit' },
  limit: {
    type: 'string',
    multiple: true,
    argument: 'NAME=N',
    describe: 'raise or lower a limit on archives: totalBytes, entryBytes, entries, depth, ratio, timeMs, heldBytes',
  },
  'stdin-name': { type: 'string', argument: 'NAME', describe: 'what to call standard input in the report' },
  cause: { type: 'string', argument: 'CAUSE', describe: 'only incidents with this verdict' },
  host: { type: 'string', argument: 'HOST', describe: 'only incidents of this host' },
  since: {
    type: 'string',
    argument: 'INSTANT',
    describe: 'only incidents from then on: 2025-03-04, or 7d for a week ago',
  },
  until: { type: 'string', argument: 'INSTANT', describe: 'only incidents up to then' },
  now: { type: 'string', argument: 'INSTANT', describe: 'what --since and --until take for now' },
  shard: { type: 'string', argument: 'I/N', describe: 'only this part of the work; hserr merge joins the parts' },
  resume: { type: 'string', argument: 'STATE', describe: 'keep what is done in that file, and do not do it again' },
  workers: { type: 'string', argument: 'N', describe: 'how many threads analyse at most' },
  color: { type: 'string', choices: ['auto', 'always', 'never'], describe: 'colours in text' },
  quiet: { type: 'boolean', short: 'q', describe: 'no progress and no warnings on stderr' },
}

export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

export interface CommandArguments {
  readonly operands: readonly string[]
  readonly values: Values
}

/** Runs and answers the exit code. */
export interface CommandModule {
  run(given: CommandArguments): Promise<number>
}

export interface CommandSpec {
  /** Operands as help shows them; those in brackets may be left out. */
  readonly operands: string
  readonly describe: string
  readonly options: readonly string[]
  readonly formats: readonly string[]
  load(): Promise<CommandModule>
}

const INPUT_OPTIONS = ['strict', 'limit', 'stdin-name']
const FILTER_OPTIONS = ['cause', 'host', 'since', 'until', 'now']
const RESULT_OPTIONS = ['format', 'output', 'color', 'quiet']

export const COMMANDS: Readonly<Record<string, CommandSpec>> = {
  analyze: {
    operands: 'PATH...',
    describe: 'what killed the process: all paths are the evidence of one crash (- is stdin)',
    options: ['fail-on', ...INPUT_OPTIONS, ...RESULT_OPTIONS],
    formats: ['text', 'json'],
    load: () => import('./commands/analyze.ts'),
  },
  scan: {
    operands: 'PATH...',
    describe: 'many crashes: each crash log, archive and folder by itself, then groups of equal crashes',
    options: [...FILTER_OPTIONS, 'shard', 'resume', 'workers', 'fail-on', 'strict', 'limit', ...RESULT_OPTIONS],
    formats: ['text', 'json', 'ndjson'],
    load: () => import('./commands/scan.ts'),
  },
  merge: {
    operands: 'FILE...',
    describe: 'join what hserr scan --shard --format ndjson wrote on several machines',
    options: [...FILTER_OPTIONS, ...RESULT_OPTIONS],
    formats: ['text', 'json', 'ndjson'],
    load: () => import('./commands/merge.ts'),
  },
  inspect: {
    operands: 'FILE',
    describe: 'what a file says, parsed, without any judgement',
    options: [...INPUT_OPTIONS, ...RESULT_OPTIONS],
    formats: ['text', 'json'],
    load: () => import('./commands/inspect.ts'),
  },
  explain: {
    operands: '[CAUSE]',
    describe: 'what a cause means, how to confirm and how to fix it; without a name, the list',
    options: ['output'],
    formats: ['text'],
    load: () => import('./commands/explain.ts'),
  },
}

/** The option's value, which parse.ts has checked to be of its type. */
export function textValue(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** `--limit name=number`, any number of times. */
export function limitsOf(values: Values): Record<string, number> {
  const given = values.limit
  const pairs = Array.isArray(given) ? (given as readonly string[]) : []
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', text = ''] = pair.split('=')
      const value = Number(text)
      if (!/^(totalBytes|entryBytes|entries|depth|ratio|timeMs|heldBytes)$/.test(name)) {
        throw new UserError(`--limit: "${name}" is no limit`)
      }
      if (text === '' || !(value >= 0)) throw new UserError(`--limit ${name}: "${text}" is no number`)
      return [name, value]
    }),
  )
}
