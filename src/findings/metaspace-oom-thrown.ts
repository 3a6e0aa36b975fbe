import { defineFinding } from '../model/finding.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'

const PATTERN =
  /OutOfMemoryError: (?:Metaspace|Compressed class space|PermGen space)|running out of JVM Metaspace|OutOfMemory encountered: (?:Metaspace|Compressed class space)/

export const metaspaceOomThrown = defineFinding({
  id: 'metaspace-oom-thrown',
  title: 'Metaspace was exhausted',
  needs: [],
  reads: [...LOG_FACTS, 'crash.exception-counts', 'gc.metaspace-exhausted', 'crash.internal-error', 'jvm.oom-action'],
  collect: [{ what: 'the class loaders', collect: 'jcmd $PID VM.classloader_stats; jcmd $PID VM.metaspace' }],
  test(facts) {
    const cites = [
      ...searchLogs(facts, PATTERN),
      ...facts['crash.exception-counts'].filter(
        ({ value }) => (value.metaspace ?? 0) + (value.classMetaspace ?? 0) > 0,
      ),
      ...facts['gc.metaspace-exhausted'],
      ...facts['crash.internal-error'].filter(({ value }) =>
        /running out of JVM Metaspace|OutOfMemory encountered: (?:Metaspace|Compressed class space)/.test(
          value.message ?? '',
        ),
      ),
      ...facts['jvm.oom-action'].filter(({ value }) => /Metaspace|Compressed class/.test(value.kind)),
    ]
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: statedBy('Metaspace was exhausted', cites, PATTERN), cites }
  },
})
