import type { Fact } from '../../model/fact.ts'

/** The headline and, up to Elasticsearch 7, the numbered lines below it on the console (BootstrapChecks.java). */
export const BOOTSTRAP_CHECK =
  /\bbootstrap checks? fail(?:ed|ure)|^\[\d+\]: (?:max |memory locking|initial heap size|system call filters|the default discovery)/

const CHECK = /^(?:bootstrap check failure )?\[\d+\](?: of \[\d+\])?: (.+)$/gm

/** What is too low, each once: `max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]`. */
export function failedChecks(events: readonly Fact<'log.event'>[]): string[] {
  const found = events
    .filter(({ value }) => BOOTSTRAP_CHECK.test(value.message))
    .flatMap(({ value }) =>
      [...value.message.matchAll(CHECK)].map(([, check]) => (check as string).replace(/[\s.,]+$/, '')),
    )
  return [...new Set(found)]
}
