import type { AnyFact, Fact } from '../../model/fact.ts'
import type { JavaFrame, Throwable } from '../../model/fact-types.ts'

/** Stack traces in which some throwable of the chain fulfils the test. */
export function thrown(
  facts: readonly Fact<'log.exception'>[],
  test: (throwable: Throwable, chain: readonly Throwable[]) => boolean,
): readonly AnyFact[] {
  return facts.filter(({ value }) =>
    value.chain.some((throwable) => test(throwable, value.chain)),
  ) as readonly AnyFact[]
}

/** True where the throwable's class name ends with `name` and its message, if asked for, matches. */
export function isThrowable({ className, message }: Throwable, name: string, pattern?: RegExp): boolean {
  return (
    (className === name || className.endsWith(`.${name}`)) && (pattern === undefined || pattern.test(message ?? ''))
  )
}

/** True where some frame of the chain matches `pkg.Class.method`. */
export function passes(chain: readonly Throwable[], pattern: RegExp): boolean {
  return chain.some(({ frames }) => frames.some((frame) => pattern.test(frameName(frame))))
}

export function frameName({ className, method }: JavaFrame): string {
  return `${className}.${method}`
}

/** `… may fail with java.lang.OutOfMemoryError: …` tells of what has not happened. */
const SUPPOSED = /\b(?:may|might|would)(?: \w+){1,4} (?:java\.lang\.)?(?:OutOfMemoryError: )?$/i

/** True where a message tells of it, and not only of its possibility. */
export function says(message: string, pattern: RegExp): boolean {
  const match = pattern.exec(message)
  return match !== null && !SUPPOSED.test(message.slice(0, match.index))
}

/** Events of a log whose message matches. */
export function logged(facts: readonly Fact<'log.event'>[], pattern: RegExp): readonly AnyFact[] {
  return facts.filter(({ value }) => says(value.message, pattern)) as readonly AnyFact[]
}

/** `ConfigException: Invalid value …`: the class without its package. */
export function inWords({ className, message }: Throwable): string {
  const name = className.slice(className.lastIndexOf('.') + 1)
  return message === undefined ? name : `${name}: ${message.trim()}`
}
