import { defineCause, statementOf } from '../model/cause.ts'

export const directBufferOom = defineCause({
  id: 'direct-buffer-oom',
  family: 'java-memory',
  title: 'The limit of direct buffer memory is reached',
  summary:
    'Direct buffers live outside the heap under MaxDirectMemorySize, by default as large as -Xmx. At the limit the JVM runs System.gc() to free unreferenced ones and then throws "Direct buffer memory" or "Cannot reserve N bytes of direct buffer memory"; netty has its own counter. Mapped files do not count. The operating system refuses nothing here.',
  prior: -3,
  triggers: ['direct-buffer-oom-thrown'],
  evidence: {
    'direct-buffer-oom-thrown': { present: 6 },
    'map-count-at-limit': { present: -2 },
  },
  symptoms: ['direct-buffer-oom-thrown'],
  tell: statementOf('direct-buffer-oom-thrown'),
  remedies: [
    {
      when: 'now',
      action: 'Raise the limit if the host has the memory.',
      command: 'java -XX:MaxDirectMemorySize=2g …',
    },
    {
      when: 'for-good',
      action: 'Bound what each thread keeps for itself, and look for buffers that are never released.',
      command: 'java -Djdk.nio.maxCachedBufferSize=262144 …',
    },
  ],
  references: ['JDK-8147468 (maxCachedBufferSize)'],
})
