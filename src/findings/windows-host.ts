import { defineFinding } from '../model/finding.ts'

export const windowsHost = defineFinding({
  id: 'windows-host',
  title: 'The host runs Windows',
  needs: [],
  reads: ['os', 'jvm.version'],
  test(facts) {
    const windows = facts.os.filter(({ value }) => value.family === 'windows')
    const platform = facts['jvm.version'].filter(({ value }) => value.platform?.startsWith('windows') === true)
    const cites = [...windows, ...platform]
    if (cites.length > 0) return { state: 'present', statement: 'the host runs Windows', cites }
    const others = [
      ...facts.os.filter(({ value }) => value.family !== 'unknown'),
      ...facts['jvm.version'].filter(({ value }) => value.platform !== undefined),
    ]
    return others.length > 0
      ? { state: 'absent', statement: 'the host does not run Windows', cites: others }
      : { state: 'unknown' }
  },
})
