import { defineCause } from '../model/cause.ts'

export const codecacheFull = defineCause({
  id: 'codecache-full',
  family: 'java-memory',
  title: 'The code cache is full: nothing more is compiled',
  summary:
    'Compiled code lives in a cache of fixed size (240 MiB by default with tiered compilation). When it is full the compiler stops ("CodeCache is full. Compiler has been disabled.") and the process turns slow rather than dies; a JVM that cannot place its stubs at start-up dies with "CodeCache: no room for …". It is no lack of memory of the host.',
  prior: -3,
  triggers: ['code-cache-full'],
  evidence: {
    'code-cache-full': { present: 5, absent: -6 },
    'native-allocation-failed': { present: 1 },
    'map-count-at-limit': { present: -4 },
    'memory-exhausted': { present: -2 },
  },
  symptoms: ['native-allocation-failed', 'code-cache-full'],
  remedies: [
    { when: 'now', action: 'Enlarge the code cache.', command: 'java -XX:ReservedCodeCacheSize=512m …' },
    {
      when: 'for-good',
      action: 'Watch it; a cache that keeps filling points to code generated without end (proxies, scripts, lambdas).',
      command: 'jcmd $PID Compiler.codecache',
    },
  ],
  references: ['JDK-8005885'],
})
