import type { Fact } from '../../model/fact.ts'

/** The last words of Kafka, ZooKeeper, Elasticsearch, Cassandra and Spring Boot, as in their sources. */
const GIVES_UP =
  /Fatal error during|Exiting (?:Kafka|JVM)|Halting|Shutdown broker because|Prepare to shutdown|fatal fault|UncaughtExceptionHandler|exiting abnormally|Severe unrecoverable error|log truncation is not allowed|node validation exception|fatal error in thread|JVM state determined to be unstable|Exiting due to error while processing commit log|Application run failed|herder work thread, exiting|Stopping due to error|Error starting the schema registry/i

/** Messages with which a process gives up. */
export function lastWords(events: readonly Fact<'log.event'>[]): readonly Fact<'log.event'>[] {
  return events.filter(({ value }) => value.level === 'FATAL' || GIVES_UP.test(value.message))
}

/** The traces below such messages. */
export function lastTraces(traces: readonly Fact<'log.exception'>[]): readonly Fact<'log.exception'>[] {
  return traces.filter(({ value }) => value.level === 'FATAL' || GIVES_UP.test(value.message ?? ''))
}
