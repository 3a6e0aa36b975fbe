import { didYouMean } from './nearest.ts'
import { COMMANDS } from './options.ts'

/** What node:util's parseArgs says of an option, in one line, with the option that was probably meant. */
export function wrongOption(message: string, command: string): string {
  const [sentence = ''] = message.split(/\. |\.?$/)
  const unknown = /^Unknown option '--(.+)'$/.exec(sentence)?.[1]
  const close = unknown === undefined ? '' : didYouMean(unknown, COMMANDS[command]?.options ?? [], '--')
  const said = sentence.charAt(0).toLowerCase() + sentence.slice(1)
  return `${said}${close || ` (hserr ${command} --help shows what there is)`}`
}
