import { defineCause, statementOf } from '../model/cause.ts'

export const expiredCertificate = defineCause({
  id: 'expired-certificate',
  family: 'broker',
  title: 'A TLS certificate has expired',
  summary:
    'From the second in which a certificate of a broker, a controller, ZooKeeper or a CA runs out, no new connection is made with it: brokers lose each other, sessions and the quorum, though every process lives. A restart changes nothing, and often makes it worse, since a broker that restarts cannot register. A clock that is wrong looks the same.',
  prior: -3,
  triggers: ['certificate-expired'],
  evidence: {
    'certificate-expired': { present: 6 },
  },
  symptoms: ['certificate-expired'],
  tell: statementOf('certificate-expired'),
  remedies: [
    {
      when: 'now',
      action:
        'Look at the dates of every certificate in the chain, and at the clocks; renew what ran out and load it (a changed keystore is read again through kafka-configs.sh).',
      command: 'keytool -list -v -keystore $KEYSTORE | grep -E "Owner|until"; date -u',
    },
    {
      when: 'for-good',
      action: 'Renew them automatically, and raise an alarm 30 days before the end of each, the CA included.',
    },
  ],
  references: ['KIP-226 (keystores are reloaded without a restart)'],
})
