import type { AnyFact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { lastTraces } from './evidence/giving-up.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'
import { inWords } from './evidence/throwables.ts'

const CONFIG = /ConfigException|Missing required configuration|Invalid value .* for configuration/i
/** Said in many logs that go on; a reason only below the words with which the process gave up. */
const SECURITY =
  /JAAS|LoginException|(?:key|trust)store|KeyManager|TrustManager|SSLEngine|Failed to (?:load|create) SSL|Authorizer/i
const REJECTED = new RegExp(`${CONFIG.source}|${SECURITY.source}`, 'i')
const OPTIONS =
  /Unrecognized (?:VM )?option|Could not create the Java Virtual Machine|Invalid (?:maximum|initial) heap size|Initial heap size set to a larger value|Conflicting collector|UnsupportedClassVersionError|Could not find or load main class|Improperly specified VM option|Unsupported .*option|must be enabled via|Error: (?:Unable to access jarfile|Could not)/i

export const startupConfigRejected = defineFinding({
  id: 'startup-config-rejected',
  title: 'The configuration or the options of the JVM were rejected at start',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const options = facts['jvm.startup-failed'].filter(({ value }) => OPTIONS.test(value.message))
    const security = lastTraces(facts['log.exception']).filter(({ value }) =>
      value.chain.some((throwable) => SECURITY.test(inWords(throwable))),
    )
    const settings = [...searchLogs(facts, CONFIG), ...security]
    const cites: readonly AnyFact[] = [...options, ...settings]
    return cites.length > 0
      ? {
          state: 'present',
          statement:
            options.length > 0
              ? `the JVM rejected its options: ${quoted(options[0]?.value.message ?? '')}`
              : statedBy('the broker rejected its configuration', settings, REJECTED),
          cites,
        }
      : { state: 'unknown' }
  },
})
