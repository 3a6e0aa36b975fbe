import { defineFinding } from '../model/finding.ts'

export const explicitGcDisabled = defineFinding({
  id: 'explicit-gc-disabled',
  title: '-XX:+DisableExplicitGC takes away the collection by which FileChannel.map rescues itself',
  needs: ['jvm.flag'],
  test(facts) {
    const flags = facts['jvm.flag'].filter(({ value }) => value.name === 'DisableExplicitGC')
    const isOn = flags.some(({ value }) => value.value === true)
    return isOn
      ? { state: 'present', statement: 'explicit collections are disabled', cites: flags }
      : {
          state: 'absent',
          statement: 'explicit collections are not disabled',
          cites: flags.length > 0 ? flags : facts['jvm.flag'].slice(0, 1),
        }
  },
})
