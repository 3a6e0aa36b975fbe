import { defineFinding } from '../model/finding.ts'

export const jvm32Bit = defineFinding({
  id: 'jvm-32-bit',
  title: 'The JVM is a 32-bit one: 2 to 4 GiB of address space in all',
  needs: ['jvm.version'],
  collect: [{ what: 'whether the JVM is a 64-bit one', collect: 'java -version' }],
  test(facts) {
    const known = facts['jvm.version'].filter(({ value }) => value.bits !== undefined)
    const narrow = known.filter(({ value }) => value.bits === 32)
    if (narrow.length > 0) {
      return {
        state: 'present',
        statement: `the JVM is a 32-bit one (${narrow[0]?.value.platform ?? narrow[0]?.value.vm ?? 'no platform printed'})`,
        cites: narrow,
      }
    }
    return known.length > 0
      ? { state: 'absent', statement: 'the JVM is a 64-bit one', cites: known }
      : { state: 'unknown' }
  },
})
