import { defineFinding } from '../model/finding.ts'

const NAMED_ELSEWHERE =
  /OutOfMemory encountered|Safepoint sync time|Failed to (?:map|commit) memory|Handshake|MallocLimit|Hit MemLimit/

export const internalErrorReported = defineFinding({
  id: 'internal-error-reported',
  title: 'A check inside the JVM failed (Internal Error)',
  needs: ['crash.internal-error'],
  reads: ['crash.log', 'crash.stack'],
  test(facts) {
    // The banner and the crash log tell of one error; where one of them has its full message, that names it.
    const isNamed = facts['crash.internal-error'].some(({ value }) => NAMED_ELSEWHERE.test(value.message ?? ''))
    const errors = isNamed ? [] : facts['crash.internal-error']
    const [first] = errors
    if (first === undefined)
      return {
        state: 'absent',
        statement: 'the internal error is one that the JVM was told to raise',
        cites: facts['crash.internal-error'],
      }
    const { file, line, message } = first.value
    // Before the stack a cut log may have lost the message too, and debug.cpp raises errors for many reasons.
    const isCut = facts['crash.stack'].length === 0 && facts['crash.log'].every(({ value }) => !value.complete)
    if (isCut && (file === undefined || file.endsWith('debug.cpp')))
      return { state: 'unknown', statement: 'the message of the internal error is cut off' }
    const where = file === undefined ? '' : ` at ${file}${line === undefined ? '' : `:${line}`}`
    return {
      state: 'present',
      statement: `a check inside the JVM failed${where}${message === undefined ? '' : `: ${message.replace(/\.$/, '')}`}`,
      cites: errors,
    }
  },
})
