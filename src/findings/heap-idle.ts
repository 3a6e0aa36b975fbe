import { defineFinding } from '../model/finding.ts'
import { amountOf, percentOf, sizeOf } from '../model/wording.ts'

export const heapIdle = defineFinding({
  id: 'heap-idle',
  title: 'The Java heap was mostly empty and hardly collected',
  needs: [],
  reads: ['gc.run', 'memory.heap', 'series'],
  collect: [{ what: 'the GC log of the run that died', collect: 'ls -l $LOG_DIR/kafkaServer-gc.log*' }],
  test(facts) {
    const [run] = [...facts['gc.run']].reverse()
    if (run?.value.heapMaxBytes !== undefined && (run.value.heapPeakBytes !== undefined || run.value.stwPauses === 0)) {
      const { heapPeakBytes = 0, heapMaxBytes, stwPauses, fullPauses, systemGcPauses } = run.value
      const share = heapPeakBytes / heapMaxBytes
      const statement =
        stwPauses === 0
          ? 'the garbage collector did not stop the process once'
          : `the heap held at most ${sizeOf(heapPeakBytes)} of ${sizeOf(heapMaxBytes)} (${percentOf(share)}) in ${amountOf(stwPauses, 'pause')}`
      return { state: share < 0.5 && fullPauses <= systemGcPauses ? 'present' : 'absent', statement, cites: [run] }
    }
    const heap = facts['memory.heap'].find(
      ({ value }) => value.usedBytes !== undefined && (value.maxBytes ?? value.committedBytes) !== undefined,
    )
    if (heap !== undefined) {
      const { usedBytes = 0, maxBytes, committedBytes } = heap.value
      const room = maxBytes ?? committedBytes ?? 1
      return {
        state: usedBytes < 0.5 * room ? 'present' : 'absent',
        statement: `the heap held ${sizeOf(usedBytes)} of ${sizeOf(room)}`,
        cites: [heap],
      }
    }
    const series = facts.series.find(({ value }) => value.metric === 'heap-used')
    const flat = series !== undefined && series.value.max < 1.5 * Math.max(series.value.first, 64 * 1024 * 1024)
    return flat
      ? { state: 'present', statement: `the heap stayed at ${sizeOf(series.value.max)} or below`, cites: [series] }
      : { state: 'unknown' }
  },
})
