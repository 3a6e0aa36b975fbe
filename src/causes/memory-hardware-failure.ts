import { defineCause } from '../model/cause.ts'

export const memoryHardwareFailure = defineCause({
  id: 'memory-hardware-failure',
  family: 'crashes',
  title: "The machine's memory is faulty",
  summary:
    'A memory module returns wrong bits. With ECC the processor notices: errors that it corrects are logged (EDAC … CE), one that it cannot correct ends whoever touches the page with SIGBUS (BUS_MCEERR_AR). Without ECC nothing is logged, and the JVM crashes in ever different places, mostly in the collector, which touches all of the heap.',
  prior: -4,
  triggers: ['memory-page-poisoned', 'memory-hardware-errors'],
  evidence: {
    'memory-page-poisoned': { present: 8 },
    'memory-hardware-errors': { present: 3 },
    'gc-frames-in-stack': { present: 2 },
    'crash-signal-received': { present: 1, absent: -2 },
    'native-allocation-failed': { present: -5 },
    'signal-not-a-fault': { present: -8 },
  },
  proof: [['memory-page-poisoned']],
  symptoms: ['crash-signal-received', 'memory-page-poisoned', 'memory-hardware-errors'],
  remedies: [
    {
      when: 'now',
      action: 'Take the host out of service and see which module it is.',
      command: 'edac-util -v; ras-mc-ctl --errors; dmesg -T | grep -iE "edac|mce|hardware error|memory failure"',
    },
    {
      when: 'for-good',
      action: 'Replace the module, and test the rest before the host goes back.',
      command: 'memtester 8G 1',
    },
  ],
  references: ['https://docs.kernel.org/mm/hwpoison.html'],
})
