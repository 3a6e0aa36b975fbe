/** As promised in the README; scripts rely on them. */
export const EXIT = {
  done: 0,
  /** A diagnosis is at least as sure as --fail-on. */
  found: 1,
  /** Wrong usage, or nothing could be read. */
  usage: 2,
  /** Done, but with --strict: some input was not read or was cut. */
  incomplete: 3,
  /** A bug of ours. */
  bug: 70,
  interrupted: 130,
} as const
