import { defineCause, statementOf } from '../model/cause.ts'

export const jvmStartupConfigError = defineCause({
  id: 'jvm-startup-config-error',
  family: 'broker',
  title: 'The JVM or the broker rejected its configuration',
  summary:
    'An option that this JVM does not know (a GC flag of another release, say), a heap larger than the address space, classes built for a newer Java, a missing or wrong setting of the broker, or one that does not go with its data or its host: the process ends within seconds, with the reason in its first lines and no crash log.',
  prior: -4,
  triggers: ['startup-config-rejected', 'heap-reservation-refused', 'stored-id-differs', 'bootstrap-check-reported'],
  evidence: {
    'startup-config-rejected': { present: 5 },
    'stored-id-differs': { present: 6 },
    'bootstrap-check-reported': { present: 6 },
    'fatal-logged': { present: 2 },
    'uncaught-in-main': { present: 2 },
    'jvm-not-started': { present: 3 },
    'exit-code-of-failure': { present: 1 },
    'heap-reservation-refused': { present: 2 },
    'reservation-beyond-32-bits': { present: -2 },
    'address-space-limited': { present: -3 },
  },
  symptoms: [
    'startup-config-rejected',
    'heap-reservation-refused',
    'fatal-logged',
    'exit-code-of-failure',
    'error-logged',
  ],
  tell: statementOf('startup-config-rejected'),
  remedies: [
    {
      when: 'now',
      action: 'Remove or correct the option that the message names.',
      command: 'grep -nE "Unrecognized|Could not|ConfigException" kafkaServer.out server.log',
    },
    {
      when: 'for-good',
      action: 'Check options after an update of the JDK; -XX:+IgnoreUnrecognizedVMOptions hides the fault.',
    },
  ],
  references: [],
})
