import { defineFinding } from '../model/finding.ts'

export const jarDeletedOrReplaced = defineFinding({
  id: 'jar-deleted-or-replaced',
  title: 'A jar that is mapped was deleted or replaced on disk',
  needs: ['maps.census'],
  test(facts) {
    const cites = facts['maps.census'].filter(({ value }) =>
      value.deletedLibraries.some((name) => /\.(?:jar|zip|war)$/.test(name)),
    )
    const name = cites[0]?.value.deletedLibraries.find((library) => /\.(?:jar|zip|war)$/.test(library))
    if (cites.length > 0) return { state: 'present', statement: `${name} is mapped but gone from the disk`, cites }
    const whole = facts['maps.census'].filter(({ value }) => value.complete)
    return whole.length > 0
      ? { state: 'absent', statement: 'no mapped jar was deleted', cites: whole }
      : { state: 'unknown' }
  },
})
