import { defineFinding } from '../model/finding.ts'

export const jdkMapsJars = defineFinding({
  id: 'jdk-maps-jars',
  title: 'The JDK is 8 or older: it reads the directory of a jar through a mapping',
  needs: ['jvm.version'],
  test(facts) {
    const known = facts['jvm.version'].filter(({ value }) => value.major !== undefined)
    const [first] = known
    if (first === undefined) return { state: 'unknown' }
    return {
      state: (first.value.major ?? 0) <= 8 ? 'present' : 'absent',
      statement: `the JDK is ${first.value.version}`,
      cites: [first],
    }
  },
})
