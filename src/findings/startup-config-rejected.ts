import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'

const CONFIG =
  /ConfigException|Missing required configuration|Invalid value .* for configuration|InconsistentBrokerIdException|InconsistentBrokerMetadataException|No meta\.properties found/i
const OPTIONS =
  /Unrecognized (?:VM )?option|Could not create the Java Virtual Machine|Invalid (?:maximum|initial) heap size|Initial heap size set to a larger value|Conflicting collector|UnsupportedClassVersionError|Could not find or load main class|Improperly specified VM option|Unsupported .*option|must be enabled via|Error: (?:Unable to access jarfile|Could not)/i

export const startupConfigRejected = defineFinding({
  id: 'startup-config-rejected',
  title: 'The configuration or the options of the JVM were rejected at start',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const options = facts['jvm.startup-failed'].filter(({ value }) => OPTIONS.test(value.message))
    const cites = [...options, ...searchLogs(facts, CONFIG)]
    return cites.length > 0
      ? {
          state: 'present',
          statement:
            options.length > 0
              ? `the JVM rejected its options: ${quoted(options[0]?.value.message ?? '')}`
              : statedBy('the broker rejected its configuration', cites, CONFIG),
          cites,
        }
      : { state: 'unknown' }
  },
})
