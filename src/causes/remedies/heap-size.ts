import type { Incidence } from '../../model/cause.ts'

/** Where each application takes the options of its JVM from. */
const SETTINGS: Readonly<Record<string, (size: string) => string>> = {
  kafka: (size) => `export KAFKA_HEAP_OPTS="-Xms${size} -Xmx${size}"`,
  zookeeper: (size) => `export SERVER_JVMFLAGS="-Xmx${size}"`,
  elasticsearch: (size) => `printf -- '-Xms${size}\\n-Xmx${size}\\n' > config/jvm.options.d/heap.options`,
  opensearch: (size) => `printf -- '-Xms${size}\\n-Xmx${size}\\n' > config/jvm.options.d/heap.options`,
  cassandra: (size) => `export MAX_HEAP_SIZE=${size.toUpperCase()}   # or -Xmx in jvm-server.options`,
  solr: (size) => `export SOLR_HEAP=${size}`,
  tomcat: (size) => `export CATALINA_OPTS="-Xmx${size}"`,
}

/** The command that sets the heap of what runs here, to a size as the JVM's options write it (`6g`). */
export function heapSizeCommand({ facts }: Incidence, size: string): string {
  const setting = SETTINGS[applicationIn({ facts }) ?? '']
  return setting?.(size) ?? `java -Xms${size} -Xmx${size} …   # Kafka: ${SETTINGS.kafka?.(size)}`
}

/** Kafka before what it runs on. */
export function applicationIn({ facts }: Pick<Incidence, 'facts'>): string | undefined {
  const names = [
    ...facts.of('application.version').map(({ value }) => value.name),
    ...facts.of('log.window').flatMap(({ value }) => value.application ?? []),
  ]
  return names.includes('kafka') ? 'kafka' : names[0]
}
