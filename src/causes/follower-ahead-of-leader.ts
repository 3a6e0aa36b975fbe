import { defineCause, statementOf } from '../model/cause.ts'

export const followerAheadOfLeader = defineCause({
  id: 'follower-ahead-of-leader',
  family: 'broker',
  title: 'A follower has messages that its leader lost, and may not drop them',
  summary:
    'Up to Kafka 0.11 a follower whose log ends behind that of its leader would have to truncate it; with unclean leader election disabled it stops the whole broker instead. It comes about where a leader lost its last messages (a crash before they reached the disk, restored or emptied data) and was elected again. From 0.11 on leaders are compared by epoch (KIP-101), and the follower truncates.',
  prior: -3,
  triggers: ['log-truncation-refused'],
  evidence: {
    'log-truncation-refused': { present: 8 },
  },
  symptoms: ['log-truncation-refused'],
  tell: statementOf('log-truncation-refused'),
  remedies: [
    {
      when: 'now',
      action:
        'Keep the log of this broker: it is the longer one. Where those messages may be lost, allow the truncation for the topic, start the broker, and take it back.',
      command:
        'kafka-configs.sh --zookeeper $ZK --alter --entity-type topics --entity-name TOPIC --add-config unclean.leader.election.enable=true',
    },
    {
      when: 'for-good',
      action: 'Upgrade to 0.11 or later; produce with acks=all and min.insync.replicas=2; stop brokers one at a time.',
    },
  ],
  references: ['KAFKA-3410', 'KIP-101 (leader epochs)'],
})
