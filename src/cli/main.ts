// The command: argv to a command's module, errors to exit codes. Everything else is loaded when it is needed, since
// starting up is most of what a small log costs.

import process from 'node:process'
import { VERSION } from '../version.ts'
import { EXIT } from './exit-codes.ts'
import { parse } from './parse.ts'
import { UserError } from './user-error.ts'

/** A reader that has seen enough (`| head`) closes the pipe: that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done)
  throw error
})

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})

async function main(argv: readonly string[]): Promise<number> {
  try {
    const parsed = parse(argv)
    if (parsed.kind === 'version') return say(`${VERSION}\n`)
    if (parsed.kind === 'run') return await (await parsed.command.load()).run(parsed.given)
  } catch (error) {
    if (error instanceof UserError) return complain(error.message)
    if (!isUsageError(error)) return confess(error)
    const { wrongOption } = await import('./wrong-option.ts')
    return complain(wrongOption((error as Error).message, argv[0] as string))
  }
  const { help } = await import('./help.ts')
  return help(argv)
}

function say(text: string): number {
  process.stdout.write(text)
  return EXIT.done
}

function complain(message: string): number {
  process.stderr.write(`hserr: ${message}\n`)
  return EXIT.usage
}

function isUsageError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
}

function confess(error: unknown): number {
  process.stderr.write(`hserr: this is a bug of hserr, please report it: ${(error as Error).stack ?? String(error)}\n`)
  return EXIT.bug
}
