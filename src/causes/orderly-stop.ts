import { defineCause } from '../model/cause.ts'

export const orderlyStop = defineCause({
  id: 'orderly-stop',
  family: 'broker',
  title: 'The process was stopped in order and did not crash',
  summary:
    'SIGTERM (exit code 143), systemctl stop, a rolling update or docker stop: Kafka logs "shutting down" and "shut down completed", and the GC log ends with the summary of the heap. Ask who stopped it, not why it died.',
  failure: false,
  prior: -3,
  triggers: ['process-stopped-orderly'],
  evidence: {
    'process-stopped-orderly': { present: 6, absent: -8 },
    'fatal-logged': { present: -6 },
    'thread-start-refused': { present: -6 },
    'map-failed-thrown': { present: -5 },
    'heap-oom-thrown': { present: -5 },
    'log-dir-failed': { present: -6 },
    'killed-without-crash-log': { present: -6 },
    'killed-by-probe': { present: -6 },
    'eviction-reported': { present: -6 },
    'ended-by-supervisor': { present: -6 },
    'bootstrap-check-reported': { present: -8 },
    'stored-id-differs': { present: -6 },
    'zookeeper-data-unreadable': { present: -6 },
    'native-allocation-failed': { present: -6 },
    'crash-signal-received': { present: -8 },
  },
  symptoms: ['process-stopped-orderly'],
  tell: ({ findings }) => `${findings.get('process-stopped-orderly')?.statement}; it did not crash.`,
  remedies: [
    {
      when: 'now',
      action: 'Find out who stopped it.',
      command: 'journalctl -u kafka; last; kubectl get events --sort-by=.lastTimestamp',
    },
  ],
  references: [],
})
