import { defineFinding } from '../model/finding.ts'

// madvise and mprotect split a mapping; at the limit the kernel answers ENOMEM, or EAGAIN (11) for madvise (mm/madvise.c).
// Making pages writable is accounted as memory (mm/mprotect.c), so that it may be refused for lack of it too.
const SPLITS = /^(?:mprotect|munmap|madvise)$/
const MADVISE_REFUSED = /posix_madvise .*failed with return code (?:11|12)\b/

export const mappingSplitRefused = defineFinding({
  id: 'mapping-split-refused',
  title: 'madvise, mprotect or munmap was refused: splitting a mapping needs one more',
  needs: [],
  reads: ['log.exception', 'log.event', 'trace.failed-call'],
  test(facts) {
    const cites = [
      ...facts['log.exception'].filter(({ value }) =>
        value.chain.some((item) => MADVISE_REFUSED.test(item.message ?? '')),
      ),
      ...facts['log.event'].filter(({ value }) => MADVISE_REFUSED.test(value.message)),
      ...facts['trace.failed-call'].filter(
        ({ value }) => SPLITS.test(value.call) && value.errno === 'ENOMEM' && value.makesWritable !== true,
      ),
    ]
    return cites.length > 0
      ? {
          state: 'present',
          statement: 'changing a part of a mapping was refused, which takes no memory but one more mapping',
          cites,
        }
      : { state: 'unknown' }
  },
})
