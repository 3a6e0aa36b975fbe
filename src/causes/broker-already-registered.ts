import { defineCause, statementOf } from '../model/cause.ts'

export const brokerAlreadyRegistered = defineCause({
  id: 'broker-already-registered',
  family: 'broker',
  title: 'A broker with the same id is still registered',
  summary:
    'The id of a broker is an ephemeral node in ZooKeeper (or a registration in KRaft) that outlives the process until its session expires. A restart within that time, or a second broker with the same id, fails with NodeExistsException.',
  prior: -3,
  triggers: ['broker-id-registered'],
  evidence: {
    'broker-id-registered': { present: 6 },
  },
  symptoms: ['broker-id-registered'],
  tell: statementOf('broker-id-registered'),
  remedies: [
    {
      when: 'now',
      action: 'Wait for the session timeout (18 s) and start again; look for a second process with the same broker.id.',
      command: 'pgrep -af kafka.Kafka',
    },
    { when: 'for-good', action: 'Give every broker its own id, and stop brokers in order.' },
  ],
  references: ['KAFKA-7165'],
})
