import { statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'

const FEW = 16
const SMALL_BYTES = 1 << 17

/**
 * Has V8 keep its heap small, unless all that is to be read is a few small files, which would take longer for it. Left
 * alone, V8 takes twice 16 MB for what is new, and cleans the rest when it has grown to four times what was alive: for
 * thousands of crash logs, of which 12 MB are alive at a time, it takes 70. Only the command may do so, which has the
 * process for itself.
 */
export function keepHeapSmall(paths: readonly string[]): void {
  if (paths.length <= FEW && paths.every(isSmallFile)) return
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=100')
}

function isSmallFile(path: string): boolean {
  const look = statSync(path, { throwIfNoEntry: false })
  return look?.isFile() === true && look.size < SMALL_BYTES
}
