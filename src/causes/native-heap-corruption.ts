import { defineCause } from '../model/cause.ts'

export const nativeHeapCorruption = defineCause({
  id: 'native-heap-corruption',
  family: 'crashes',
  title: 'Native code corrupted the C heap',
  summary:
    'glibc checks its heap now and then and aborts with "double free or corruption", "malloc(): …" or "free(): invalid pointer" on stderr. abort() in native code leaves no crash log; the message on the console is the only witness. Whoever damaged the heap did it earlier.',
  prior: -3,
  triggers: ['native-heap-corrupted'],
  evidence: {
    'native-heap-corrupted': { present: 6 },
    'native-code-aborted': { present: 1 },
    'native-allocation-failed': { present: -3 },
  },
  symptoms: ['native-code-aborted', 'native-heap-corrupted', 'crash-signal-received'],
  remedies: [
    {
      when: 'now',
      action: 'Take a core dump and read the stack of the abort.',
      command: 'ulimit -c unlimited; coredumpctl gdb',
    },
    {
      when: 'for-good',
      action: 'Run the native libraries with a checking allocator to find the culprit.',
      command: 'export MALLOC_CHECK_=3 MALLOC_PERTURB_=165',
    },
  ],
  references: ['https://man7.org/linux/man-pages/man3/mallopt.3.html (M_CHECK_ACTION)'],
})
