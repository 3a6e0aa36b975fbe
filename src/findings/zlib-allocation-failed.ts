import { defineFinding } from '../model/finding.ts'
import { isThrowable, thrown } from './evidence/throwables.ts'

const ZLIB_FRAME = /^java\.util\.zip\.(?:Inflater|Deflater)\.|^java\.util\.zip\.(?:GZIP|Inflater|Deflater)\w*Stream\./

export const zlibAllocationFailed = defineFinding({
  id: 'zlib-allocation-failed',
  title: 'zlib could not get memory: an OutOfMemoryError without a message in Inflater or Deflater',
  needs: [],
  reads: ['log.exception', 'crash.stack', 'crash.native-oom', 'crash.internal-exception'],
  test(facts) {
    const traces = thrown(facts['log.exception'], (item) => {
      const [top] = item.frames
      return (
        isThrowable(item, 'OutOfMemoryError') &&
        item.message === undefined &&
        top !== undefined &&
        ZLIB_FRAME.test(`${top.className}.${top.method}`)
      )
    })
    if (traces.length > 0)
      return {
        state: 'present',
        statement: 'zlib could not allocate: OutOfMemoryError without a message in Inflater',
        cites: traces,
      }
    const stacks = facts['crash.stack'].filter(
      ({ value }) =>
        facts['crash.native-oom'].length > 0 &&
        [...value.native, ...value.java].some((frame) =>
          /java\.util\.zip\.|inflateInit|Inflater/.test(frame.symbol ?? frame.text),
        ),
    )
    return stacks.length > 0
      ? {
          state: 'present',
          statement: 'the native allocation failed while a compressed stream was opened or read',
          cites: stacks,
        }
      : { state: 'unknown' }
  },
})
