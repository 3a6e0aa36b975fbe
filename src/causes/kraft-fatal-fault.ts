import { defineCause, statementOf } from '../model/cause.ts'

export const kraftFatalFault = defineCause({
  id: 'kraft-fatal-fault',
  family: 'broker',
  title: 'KRaft met a fault that it cannot survive and ended the process',
  summary:
    'The controller or broker found its metadata log diverged, damaged or inconsistent with the process, and halts at once ("Encountered fatal fault", exit code 1, no shutdown hooks). The exception in that line is the reason.',
  consequenceOf: ['disk-full', 'map-count-limit'],
  prior: -3,
  triggers: ['kraft-fault-reported'],
  evidence: {
    'kraft-fault-reported': { present: 6 },
  },
  symptoms: ['kraft-fault-reported'],
  tell: statementOf('kraft-fault-reported'),
  remedies: [
    {
      when: 'now',
      action:
        'Read the exception under "Encountered fatal fault"; compare meta.properties and the metadata log of the controllers.',
      command: 'kafka-metadata-quorum.sh --bootstrap-server localhost:9092 describe --status',
    },
    {
      when: 'for-good',
      action:
        'Restore the metadata directory from a healthy controller (never from a backup of another cluster), or upgrade where the fault is a known defect.',
    },
  ],
  references: ['KIP-500'],
})
