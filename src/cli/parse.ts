// The quick way from argv to a command: node:util's parseArgs over the option table. What is no command is left to yargs
// (help.ts), which is slower to load and has the help.

import { parseArgs } from 'node:util'
import { COMMANDS, type CommandArguments, type CommandSpec, OPTIONS, type OptionSpec, type Values } from './options.ts'
import { UserError } from './user-error.ts'

export type Parsed =
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly command: CommandSpec; readonly given: CommandArguments }

/** @throws {UserError} or parseArgs's own error when the arguments do not fit. */
export function parse(argv: readonly string[]): Parsed {
  const [name = ''] = argv
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) return argv.length === 1 && isVersion(name) ? { kind: 'version' } : { kind: 'help' }
  const { values, positionals } = parseArgs({
    args: argv.slice(1),
    options: { ...optionsOf(command), help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.help) return { kind: 'help' }
  if (values.version) return { kind: 'version' }
  check(name, command, values as Values, positionals)
  return { kind: 'run', command, given: { values: values as Values, operands: positionals } }
}

function isVersion(argument: string): boolean {
  return argument === '--version' || argument === '-V'
}

function optionsOf(command: CommandSpec) {
  return Object.fromEntries(
    command.options.map((name) => {
      const { type, multiple, short } = OPTIONS[name] as OptionSpec
      return [name, { type, ...(multiple && { multiple }), ...(short && { short }) }]
    }),
  )
}

function check(name: string, command: CommandSpec, values: Values, operands: readonly string[]): void {
  for (const [option, value] of Object.entries(values)) {
    const choices = option === 'format' ? command.formats : OPTIONS[option]?.choices
    if (choices && !choices.includes(String(value))) {
      throw new UserError(`--${option}: "${value}" is not one of ${choices.join(', ')}`)
    }
  }
  const isOptional = command.operands.startsWith('[')
  if (operands.length === 0 && !isOptional) throw new UserError(`hserr ${name} needs ${command.operands}`)
  if (operands.length > 1 && !command.operands.includes('...')) {
    throw new UserError(`hserr ${name} takes one ${command.operands.replace(/\W/g, '')}, not ${operands.length}`)
  }
}
