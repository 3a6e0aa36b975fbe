import { defineCause, statementOf } from '../model/cause.ts'

export const portInUse = defineCause({
  id: 'port-in-use',
  family: 'broker',
  title: 'A port is already in use',
  summary:
    'Another process, often the last run of this one that hangs in its shutdown, listens on the port of a listener or of JMX.',
  prior: -3,
  triggers: ['port-taken'],
  evidence: {
    'port-taken': { present: 6 },
  },
  symptoms: ['port-taken'],
  tell: statementOf('port-taken'),
  remedies: [
    { when: 'now', action: 'See who listens.', command: 'ss -ltnp' },
    { when: 'for-good', action: 'Stop the other process, or change listeners or JMX_PORT.' },
  ],
  references: [],
})
