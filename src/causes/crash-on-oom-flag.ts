import { defineCause } from '../model/cause.ts'

export const crashOnOomFlag = defineCause({
  id: 'crash-on-oom-flag',
  family: 'java-memory',
  title: 'The JVM crashed itself at an OutOfMemoryError, as it was told to',
  summary:
    'With -XX:+CrashOnOutOfMemoryError the first OutOfMemoryError of the heap or of metaspace ends the JVM with a crash log ("OutOfMemory encountered: …", debug.cpp). What was exhausted is the cause.',
  consequenceOf: ['java-heap-oom', 'metaspace-oom'],
  prior: -3,
  triggers: ['crash-on-oom-reported'],
  evidence: {
    'crash-on-oom-reported': { present: 6 },
  },
  symptoms: ['crash-on-oom-reported'],
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
