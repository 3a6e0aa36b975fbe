import type { Throwable } from '../model/fact-types.ts'
import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { totalCount } from './evidence/log-search.ts'
import { isThrowable, logged, thrown } from './evidence/throwables.ts'

const NATIVE_THREAD = /unable to create (?:new )?native thread/
const NESTED = /OutOfMemoryError: unable to create (?:new )?native thread/
/** fork, as ProcessBuilder reports it: EAGAIN is the same ceilings (childproc.c, UNIXProcess_md.c). */
const FORK = /error=11, Resource temporarily unavailable/
const NO_THREAD = /Cannot create (?:GC|worker GC|VM) thread/

export const threadStartRefused = defineFinding({
  id: 'thread-start-refused',
  title: 'The operating system refused to start a thread',
  needs: [],
  reads: [
    'jvm.thread-start-failed',
    'log.exception',
    'log.event',
    'crash.internal-exception',
    'crash.native-oom',
    'jvm.startup-failed',
  ],
  test(facts) {
    const threads = [
      ...facts['jvm.thread-start-failed'].filter(({ value }) => value.errno !== 'EPERM'),
      ...thrown(facts['log.exception'], isOfNativeThread),
      ...logged(facts['log.event'], NATIVE_THREAD),
      ...facts['crash.internal-exception'].filter(({ value }) => NATIVE_THREAD.test(value.message ?? '')),
      ...facts['crash.native-oom'].filter(({ value }) => NO_THREAD.test(value.reason ?? '')),
      ...facts['jvm.startup-failed'].filter(
        ({ value }) => NATIVE_THREAD.test(value.message) || NO_THREAD.test(value.message),
      ),
    ]
    const cites = [...threads, ...thrown(facts['log.exception'], isOfProcess)]
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `starting a ${threads.length > 0 ? 'thread' : 'process'} was refused ${amountOf(totalCount(cites), 'time')}`,
      cites,
    }
  },
})

/** The error itself, or an exception around it that prints it in its message, as Spring's do. */
function isOfNativeThread(item: Throwable): boolean {
  return isThrowable(item, 'OutOfMemoryError', NATIVE_THREAD) || NESTED.test(item.message ?? '')
}

function isOfProcess(item: Throwable): boolean {
  return FORK.test(item.message ?? '')
}
