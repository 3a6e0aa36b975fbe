import { defineCause, statementOf } from '../model/cause.ts'

export const metaspaceOom = defineCause({
  id: 'metaspace-oom',
  family: 'java-memory',
  title: 'Metaspace (memory for classes) is exhausted',
  summary:
    'Classes are loaded and never unloaded, mostly because class loaders leak (redeployments, plugins, scripts, proxies), or MaxMetaspaceSize or CompressedClassSpaceSize is too small for the application.',
  prior: -3,
  triggers: ['metaspace-oom-thrown'],
  evidence: {
    'metaspace-oom-thrown': { present: 6 },
  },
  symptoms: ['crash-on-oom-reported', 'exit-on-oom-reported', 'metaspace-oom-thrown'],
  tell: statementOf('metaspace-oom-thrown'),
  remedies: [
    {
      when: 'now',
      action: 'Raise the limit to gain time.',
      command: 'java -XX:MaxMetaspaceSize=1g -XX:CompressedClassSpaceSize=1g …',
    },
    { when: 'for-good', action: 'Find the loader that is never collected.', command: 'jcmd $PID VM.classloader_stats' },
  ],
  references: ['JEP 387 (elastic metaspace)'],
})
