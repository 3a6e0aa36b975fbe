import { defineCause } from '../model/cause.ts'

export const exitOnOomFlag = defineCause({
  id: 'exit-on-oom-flag',
  family: 'java-memory',
  title: 'The JVM ended itself at an OutOfMemoryError, as it was told to',
  summary:
    'With -XX:+ExitOnOutOfMemoryError the JVM prints "Terminating due to java.lang.OutOfMemoryError: …" and exits with code 3, without crash log. What was exhausted is the cause.',
  consequenceOf: ['java-heap-oom', 'metaspace-oom', 'direct-buffer-oom'],
  prior: -3,
  triggers: ['exit-on-oom-reported'],
  evidence: {
    'exit-on-oom-reported': { present: 6 },
  },
  symptoms: ['exit-on-oom-reported'],
  remedies: [
    { when: 'now', action: 'Look at what was exhausted: its name stands in the message.' },
    {
      when: 'for-good',
      action: 'Keep a heap dump of the moment.',
      command: 'java -XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=/var/tmp …',
    },
  ],
  references: ['JDK-8138745'],
})
