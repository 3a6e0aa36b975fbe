import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { totalCount } from './evidence/log-search.ts'
import { isThrowable, thrown } from './evidence/throwables.ts'

/**
 * The JVM's words where the handler of an uncaught exception, which does little but log it, runs out of memory itself
 * (JavaThread::exit). The kind of memory is not said; the heap is what logging needs.
 */
export const oomInUncaughtHandler = defineFinding({
  id: 'oom-in-uncaught-handler',
  title: 'Threads ended because even their handler for uncaught exceptions ran out of memory',
  needs: ['jvm.warning'],
  reads: ['log.exception', 'jvm.thread-start-failed'],
  test(facts) {
    const cites = facts['jvm.warning'].filter(({ value }) => value.topic === 'uncaught-out-of-memory')
    const named = thrown(facts['log.exception'], (item) => isThrowable(item, 'OutOfMemoryError', /\S/))
    const isNamedElsewhere = named.length + facts['jvm.thread-start-failed'].length > 0
    return cites.length > 0 && !isNamedElsewhere
      ? {
          state: 'present',
          statement: `${amountOf(totalCount(cites), 'thread')} ended with an OutOfMemoryError that could not even be logged`,
          cites,
        }
      : { state: 'unknown' }
  },
})
