import { defineCause } from '../model/cause.ts'

export const corruptIndex = defineCause({
  id: 'corrupt-index',
  family: 'files-and-disks',
  title: 'Index files are damaged after an unclean stop',
  summary:
    'An index that was preallocated and not trimmed before the process died ends in zeros; Kafka finds it "corrupted", rebuilds it and goes on. Many such warnings after an unclean stop are normal, and a question for what stopped the broker. Fatal in 0.8 only ("requirement failed: Corrupt index found"); a long rebuild can trip a liveness probe into a loop of kills.',
  consequenceOf: [
    'disk-full',
    'cgroup-memory-limit',
    'physical-memory-exhausted',
    'map-count-limit',
    'gzip-native-leak-restart',
    'liveness-probe-kill',
    'unsuitable-file-system',
  ],
  prior: -3,
  triggers: ['corrupt-index-reported'],
  evidence: {
    'corrupt-index-reported': { present: 6 },
  },
  symptoms: ['corrupt-index-reported', 'log-recovery-running'],
  tell: ({ findings }) =>
    `${findings.get('corrupt-index-reported')?.statement}; Kafka rebuilds it and goes on, the question is what stopped the last run uncleanly.`,
  remedies: [
    {
      when: 'now',
      action: 'Let the broker rebuild; do not kill it meanwhile.',
      command: 'num.recovery.threads.per.data.dir=8',
    },
    {
      when: 'now',
      action:
        'Where it does not start at all, remove the index files (never the .log files) of the partition while the broker is down.',
      command: 'find $LOG_DIR/TOPIC-0 -name "*index" -delete',
    },
    {
      when: 'for-good',
      action: 'Give the probe a longer grace, stop brokers by SIGTERM, and find out what ended the last run.',
    },
  ],
  references: ['KAFKA-1554', 'KAFKA-7283'],
})
