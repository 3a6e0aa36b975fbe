import { defineFinding } from '../model/finding.ts'

// QEMU without hardware virtualization names its processor so (target/i386/cpu.c), Apple's Rosetta the other way.
const EMULATED = /QEMU TCG CPU|VirtualApple/

export const emulatedProcessor = defineFinding({
  id: 'emulated-processor',
  title: 'The processor is emulated: its instructions are translated by software',
  needs: ['os'],
  test(facts) {
    const known = facts.os.filter(({ value }) => value.cpuModel !== undefined)
    const emulated = known.filter(({ value }) => EMULATED.test(value.cpuModel ?? ''))
    if (emulated.length > 0)
      return {
        state: 'present',
        statement: `the processor is emulated (${emulated[0]?.value.cpuModel})`,
        cites: emulated,
      }
    return known.length > 0
      ? { state: 'absent', statement: `the processor is ${known[0]?.value.cpuModel}`, cites: known }
      : { state: 'unknown' }
  },
})
