import { defineFinding } from '../model/finding.ts'

export const memoryHardwareErrors = defineFinding({
  id: 'memory-hardware-errors',
  title: 'The hardware reported memory errors',
  needs: [],
  reads: ['memory.host', 'kernel.hardware-error'],
  test(facts) {
    const cites = [
      ...facts['memory.host'].filter(({ value }) => (value.hardwareCorruptedKb ?? 0) > 0),
      ...facts['kernel.hardware-error'].filter(
        ({ value }) => value.kind === 'machine-check' || value.kind === 'memory',
      ),
    ]
    return cites.length > 0
      ? { state: 'present', statement: 'the hardware reported memory errors', cites }
      : { state: 'unknown' }
  },
})
