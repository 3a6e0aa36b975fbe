import type { Head } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { needles } from './needles.ts'

/** What the JVM, the C library and whoever started the JVM print on the console. */
export const jvmConsole: Format = {
  id: 'jvm-console',
  title: 'Console output of a JVM and of what started it',
  detect,
  needles,
  load: () => import('./read.ts'),
}

/** Whole-line shapes that nobody but a console has; anything less certain is found by the needles. */
const OWN =
  /^(?:[ \t]*# (?:An error report file with more information is saved as:|A fatal error has been detected|There is insufficient memory)|.* VM warning: |\[[^\]]+\]\[warning\]\[os,thread\]|Error occurred during initialization of |Error: Could not create the Java Virtual Machine|(?:Killed|Aborted|Segmentation fault|Bus error)(?: \(core dumped\))?$|exit=\d+$|(?:Terminating|Aborting) due to java\.lang\.OutOfMemoryError)/m

function detect(head: Head): number {
  const found = OWN.exec(head.text)
  if (!found) return 0
  return /^[\s#]*$/.test(head.text.slice(0, found.index)) ? 0.5 : 0.3
}
