// Help, messages about wrong commands, and shell completion, by yargs. Loaded only when one of them is wanted.

import process from 'node:process'
import yargs, { type Argv } from 'yargs'
import { VERSION } from '../version.ts'
import { EXIT } from './exit-codes.ts'
import { didYouMean } from './nearest.ts'
import { COMMANDS, type CommandSpec, OPTIONS, type OptionSpec } from './options.ts'

/** Prints help when it is asked for (exit code 0); else says what is wrong with the arguments (2). */
export async function help(argv: readonly string[]): Promise<number> {
  const wanted = argv.some((argument) => argument === '--help' || argument === '-h' || argument === 'help')
  const completing = argv.includes('--get-yargs-completions') || argv[0] === 'completion'
  let complaint: string | undefined
  const [name = ''] = argv
  if (!isKnown(name)) return complain(`${name} is no command${didYouMean(name, Object.keys(COMMANDS))}`)
  const parser = parserOf().fail((message, error) => {
    complaint ??= message ?? error?.message
    throw error ?? new Error(message)
  })
  if (argv.length === 0) {
    process.stderr.write(`${await parser.getHelp()}\n`)
    return EXIT.usage
  }
  try {
    await parser.parseAsync(argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv])
  } catch (error) {
    if (complaint === undefined) throw error
  }
  if (wanted || completing) return EXIT.done
  return complain(oneLine(complaint ?? 'these arguments do not fit'))
}

/** A command, one of yargs's own, or an option. */
function isKnown(name: string): boolean {
  return name === '' || name.startsWith('-') || ['help', 'completion', ...Object.keys(COMMANDS)].includes(name)
}

function complain(message: string): number {
  process.stderr.write(`hserr: ${message} (hserr --help shows what there is)\n`)
  return EXIT.usage
}

function parserOf(): Argv {
  const parser = yargs([])
    .scriptName('hserr')
    .usage(
      '$0 COMMAND [OPTIONS]\n\nReads what a dead JVM left behind and says what killed it, with the lines that prove it.',
    )
    .version(VERSION)
    .alias('version', 'V')
    .alias('help', 'h')
    .demandCommand(1, 'a command is missing')
    .completion('completion', 'prints a script for shell completion')
    .exitProcess(false)
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .epilogue(
      'Exit codes: 0 done; 1 a diagnosis reaches --fail-on; 2 wrong usage or nothing readable;\n3 with --strict, something was not read; 70 a bug of hserr; 130 interrupted.',
    )
  for (const [name, command] of Object.entries(COMMANDS)) addCommand(parser, name, command)
  return parser
}

function addCommand(parser: Argv, name: string, command: CommandSpec): void {
  const operands = command.operands.startsWith('[') ? command.operands : `<${command.operands.replace('...', '..')}>`
  parser.command(
    `${name} ${operands}`.toLowerCase(),
    command.describe,
    (inner) => {
      for (const option of command.options) inner.option(option, describe(option, command))
      return inner
    },
    () => {},
  )
}

function describe(name: string, command: CommandSpec) {
  const { type, multiple, short, describe: text, choices, argument } = OPTIONS[name] as OptionSpec
  const values = name === 'format' ? command.formats : choices
  return {
    type,
    describe: argument === undefined ? text : `${text} (${argument})`,
    ...(multiple && { array: true }),
    ...(short && { alias: short }),
    ...(values && { choices: values }),
  }
}

function oneLine(message: string): string {
  return message.trim().replace(/\s*\n\s*/g, ' ')
}
