import { defineFinding } from '../model/finding.ts'
import { crashFrames } from './evidence/crash.ts'

const MUSL = /alpine|musl/i

export const muslLibc = defineFinding({
  id: 'musl-libc',
  title: 'The C library is musl (Alpine)',
  needs: [],
  reads: ['os', 'maps.census', 'jvm.version', 'crash.problematic-frame', 'crash.stack'],
  collect: [{ what: 'which C library the image has', collect: 'cat /etc/os-release; ls /lib/ld-musl*' }],
  test(facts) {
    const systems = facts.os.filter(({ value }) => value.libc === 'musl' || MUSL.test(value.distribution ?? ''))
    const loaders = facts['maps.census'].filter(({ value }) =>
      value.libraries.some((name) => name.startsWith('ld-musl')),
    )
    const builds = facts['jvm.version'].filter(({ value }) => MUSL.test(`${value.platform} ${value.build}`))
    const { frames, cites: crash } = crashFrames(facts)
    const inLoader = frames.some(({ library }) => library?.startsWith('ld-musl') === true)
    const cites = [...systems, ...loaders, ...builds, ...(inLoader ? crash : [])]
    if (cites.length > 0) return { state: 'present', statement: 'the C library is musl', cites }
    const glibc = facts.os.filter(({ value }) => value.libc === 'glibc')
    return glibc.length > 0
      ? { state: 'absent', statement: 'the C library is glibc', cites: glibc }
      : { state: 'unknown' }
  },
})
