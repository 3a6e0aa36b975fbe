import { defineFinding } from '../model/finding.ts'

export const muslLibc = defineFinding({
  id: 'musl-libc',
  title: 'The C library is musl (Alpine)',
  needs: [],
  reads: ['os', 'maps.census', 'jvm.version'],
  test(facts) {
    const systems = facts.os.filter(({ value }) => value.libc === 'musl')
    const loaders = facts['maps.census'].filter(({ value }) =>
      value.libraries.some((name) => name.startsWith('ld-musl')),
    )
    const builds = facts['jvm.version'].filter(({ value }) => /musl/.test(value.platform ?? ''))
    const cites = [...systems, ...loaders, ...builds]
    if (cites.length > 0) return { state: 'present', statement: 'the C library is musl', cites }
    const glibc = facts.os.filter(({ value }) => value.libc === 'glibc')
    return glibc.length > 0
      ? { state: 'absent', statement: 'the C library is glibc', cites: glibc }
      : { state: 'unknown' }
  },
})
