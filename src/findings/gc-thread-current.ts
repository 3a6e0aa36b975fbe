import { defineFinding } from '../model/finding.ts'

const GC_THREAD = /^(?:GCTaskThread|ConcurrentGCThread|WorkerThread|ConcurrentMarkSweepThread|ConcurrentMarkThread)$/
const GC_NAME =
  /GC Thread|GC task thread|Gang worker|G1 (?:Conc|Main|Refine|Service)|Concurrent Mark|Shenandoah|^Z(?:Driver|Worker|Director|Stat)|ParGC|CMS/i
const COLLECTS = /Collect|GC|MarkSweep|Scavenge|Remark|Cleanup|Evacuat|Shenandoah|^Z/

export const gcThreadCurrent = defineFinding({
  id: 'gc-thread-current',
  title: 'The crashing thread was collecting garbage',
  needs: ['crash.thread'],
  reads: ['crash.vm-operation'],
  test(facts) {
    const [thread] = facts['crash.thread']
    if (thread === undefined) return { state: 'unknown' }
    const { type, name } = thread.value
    if (GC_THREAD.test(type) || GC_NAME.test(name ?? ''))
      return {
        state: 'present',
        statement: `the crashing thread was a collector thread (${name ?? type})`,
        cites: [thread],
      }
    const operation = facts['crash.vm-operation'].find(({ value }) => COLLECTS.test(value.name))
    if (type === 'VMThread' && operation !== undefined) {
      return {
        state: 'present',
        statement: `the VM thread was collecting garbage (${operation.value.name})`,
        cites: [thread, operation],
      }
    }
    return { state: 'absent', statement: `the crashing thread was "${name ?? type}"`, cites: [thread] }
  },
})
