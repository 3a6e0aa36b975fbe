import process from 'node:process'

/** Aborts at the first Ctrl-C, so that what was read so far is still reported; the second one ends at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    controller.abort()
    process.once('SIGINT', () => process.exit(130))
  })
  return controller.signal
}
