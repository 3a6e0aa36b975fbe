import { defineCause, statementOf } from '../model/cause.ts'

export const kraftQuorumUnreachable = defineCause({
  id: 'kraft-quorum-unreachable',
  family: 'broker',
  title: 'The broker could not register with the controllers of KRaft',
  summary:
    'A broker of KRaft waits initial.broker.registration.timeout.ms (60 s) for the active controller, and ends where none answers: controllers that are down or have no majority, wrong controller.quorum.voters or bootstrap servers, a listener that cannot be reached or whose certificates or SASL users do not fit, a name that does not resolve yet.',
  consequenceOf: ['expired-certificate', 'storage-identity-mismatch', 'port-in-use', 'kraft-fatal-fault'],
  prior: -3,
  triggers: ['kraft-quorum-not-reached'],
  evidence: {
    'kraft-quorum-not-reached': { present: 6 },
  },
  symptoms: ['kraft-quorum-not-reached'],
  tell: statementOf('kraft-quorum-not-reached'),
  remedies: [
    {
      when: 'now',
      action: 'See whether a majority of the controllers runs and has a leader, and what they log of this broker.',
      command:
        'kafka-metadata-quorum.sh --bootstrap-controller $CONTROLLER:9093 describe --status; nc -vz $CONTROLLER 9093',
    },
    {
      when: 'for-good',
      action:
        'Start the controllers first (publishNotReadyAddresses for their service in Kubernetes), keep three of them, and check controller.quorum.* and the certificates of their listener.',
    },
  ],
  references: ['KIP-631'],
})
