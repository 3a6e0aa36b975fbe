import { defineCause, statementOf } from '../model/cause.ts'

export const plaintextToTlsPort = defineCause({
  id: 'plaintext-to-tls-port',
  family: 'java-memory',
  title: 'A Kafka client without TLS talks to a TLS port',
  summary:
    'A client (also one inside Connect, a REST proxy or a command-line tool) that is not configured for TLS sends plain text to a listener that expects it. The four bytes with which the broker answers are a TLS alert, and the client takes them for the size of a response: 352,518,912 bytes, for which its heap has no room. The heap is not full, and a larger one only moves the error elsewhere.',
  prior: -3,
  triggers: ['response-size-absurd'],
  evidence: {
    'response-size-absurd': { present: 5 },
  },
  symptoms: ['response-size-absurd'],
  tell: statementOf('response-size-absurd'),
  remedies: [
    {
      when: 'now',
      action: 'See what the port speaks, and give the client the same protocol.',
      command: 'openssl s_client -connect $BROKER:9092 </dev/null; grep -rn security.protocol $CLIENT_CONFIG',
    },
    {
      when: 'for-good',
      action:
        'Set security.protocol (SSL or SASL_SSL) for every client, in Connect also with the prefixes producer., consumer. and admin.; for command-line tools by --command-config.',
    },
  ],
  references: ['KAFKA-4493'],
})
