import type { AnyFact, Fact } from '../model/fact.ts'
import type { Throwable } from '../model/fact-types.ts'
import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { lastTraces } from './evidence/giving-up.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'
import { inWords, isThrowable, passes } from './evidence/throwables.ts'

const CONFIG = /ConfigException|Missing required configuration|Invalid value .* for configuration/i
/** A listener's address is none of this host's, its name has none, or its port is for root: bind(2). */
const ADDRESS =
  /(?:BindException|failed to bind)\b.*(?:Cannot assign requested address(?!: connect)|Permission denied)|failed to bind.*Unresolved address/i
/** Said in many logs that go on; a reason only below the words with which the process gave up. */
const SECURITY =
  /JAAS|LoginException|(?:key|trust)store|KeyManager|TrustManager|SSLEngine|Failed to (?:load|create) SSL|Authorizer/i
/** `requirement failed: …` of a check that a class of settings makes of itself. */
const CHECK_OF_SETTINGS = /\w+Config(?:Def|s)?\$?\.(?:validate\w*|<init>|parse\w*|fromProps|require\w*)$/
const NEAREST_FRAMES = 4
const NO_JVM = /not found$|JAVA_HOME|No suitable Java|find java/
const SETTING = new RegExp(`${CONFIG.source}|${ADDRESS.source}`, 'i')
const REJECTED = new RegExp(`${SETTING.source}|${SECURITY.source}|requirement failed`, 'i')
const OPTIONS =
  /Unrecognized (?:VM )?option|Could not create the Java Virtual Machine|Invalid (?:maximum|initial) heap size|Initial heap size set to a larger value|Conflicting collector|UnsupportedClassVersionError|Could not find or load main class|Improperly specified VM option|Unsupported .*option|Invalid -Xlog option|is outside the allowed range|must be at least|stack size specified is too small|Error opening zip file|Could not find agent library|Config file not found|java: (?:command )?not found|JAVA_HOME|find java|No suitable Java Virtual Machine|must be enabled via|Error: (?:Unable to access jarfile|Could not)/i

export const startupConfigRejected = defineFinding({
  id: 'startup-config-rejected',
  title: 'The configuration or the options of the JVM were rejected at start',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const options = facts['jvm.startup-failed'].filter(({ value }) => OPTIONS.test(value.message))
    const refused = lastTraces(facts['log.exception']).filter(({ value }) =>
      value.chain.some((throwable) => SECURITY.test(inWords(throwable)) || isFailedCheck(throwable)),
    )
    const settings = [...searchLogs(facts, SETTING), ...refused]
    const [option] = options
    const cites: readonly AnyFact[] = [...options, ...settings]
    if (cites.length === 0) return { state: 'unknown' }
    const statement =
      option === undefined ? statedBy('the broker rejected its configuration', settings, REJECTED) : refusalOf(option)
    return { state: 'present', statement, cites }
  },
})

function isFailedCheck(throwable: Throwable): boolean {
  const nearest = { ...throwable, frames: throwable.frames.slice(0, NEAREST_FRAMES) }
  return isThrowable(throwable, 'IllegalArgumentException') && passes([nearest], CHECK_OF_SETTINGS)
}

function refusalOf({ value }: Fact<'jvm.startup-failed'>): string {
  const what = NO_JVM.test(value.message) ? 'there is no JVM to start' : 'the JVM rejected its options'
  return `${what}: ${quoted(value.message)}`
}
