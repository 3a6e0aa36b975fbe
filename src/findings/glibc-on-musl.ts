import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

const LOADER =
  /Error loading shared library ld-linux|Error relocating .*(?:symbol not found|unsupported relocation type)|no such file or directory.*ld-linux/i
/** On Alpine ld-musl is the C library itself: a fault there is mostly its caller's and proves no mismatch. */
const MUSL_FRAME = /init_have_lse_atomics|libgcompat/

export const glibcOnMusl = defineFinding({
  id: 'glibc-on-musl',
  title: 'Code built for glibc ran on musl',
  needs: [],
  reads: ['os', 'maps.census', 'crash.problematic-frame', 'crash.stack', 'jvm.warning', 'log.event', 'log.exception'],
  test(facts) {
    const printed = [
      ...facts['jvm.warning'].filter(({ value }) => LOADER.test(value.message)),
      ...facts['log.event'].filter(({ value }) => LOADER.test(value.message)),
      ...facts['log.exception'].filter(({ value }) => value.chain.some((item) => LOADER.test(item.message ?? ''))),
    ]
    if (printed.length > 0)
      return {
        state: 'present',
        statement: 'the loader of musl could not resolve what a glibc library needs',
        cites: printed,
      }
    const { frames, cites } = crashFrames(facts)
    const isMusl =
      facts.os.some(({ value }) => value.libc === 'musl') ||
      facts['maps.census'].some(({ value }) => value.libraries.some((name) => /^ld-musl|gcompat/.test(name)))
    const found = frames.slice(0, 3).find(({ library, symbol }) => MUSL_FRAME.test(`${library ?? ''} ${symbol ?? ''}`))
    if (found !== undefined)
      return { state: 'present', statement: `the fault is where glibc code meets musl: ${frameText(found)}`, cites }
    const others = facts.os.filter(({ value }) => value.libc === 'glibc' || !/^(?:linux|unknown)$/.test(value.family))
    return isMusl || others.length === 0
      ? { state: 'unknown' }
      : { state: 'absent', statement: 'the C library is not musl', cites: others }
  },
})
