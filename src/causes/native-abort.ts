import { defineCause } from '../model/cause.ts'

export const nativeAbort = defineCause({
  id: 'native-abort',
  family: 'crashes',
  title: 'Native code called abort()',
  summary:
    'A native library ended the process on purpose: a failed assertion, an uncaught C++ exception, or a fatal error of its own. The exit code is 134 and there is no crash log. 134 is also the code after an ordinary crash log, so the absence of one matters.',
  consequenceOf: ['native-heap-corruption'],
  prior: -4,
  triggers: ['native-code-aborted', 'abort-unexplained'],
  evidence: {
    'native-code-aborted': { present: 6 },
    'abort-unexplained': { present: 4 },
    'ended-by-supervisor': { present: -5 },
    'segfault-without-crash-log': { present: -2 },
    'native-heap-corrupted': { present: -3 },
    'signal-not-a-fault': { present: -6 },
  },
  symptoms: ['native-code-aborted', 'abort-unexplained', 'crash-signal-received'],
  remedies: [
    {
      when: 'now',
      action: 'Read the last lines of stderr: the library says why it aborts.',
      command: 'journalctl -u kafka -n 100',
    },
    {
      when: 'for-good',
      action: 'Keep a core dump and report the stack to the maker of the library.',
      command: 'ulimit -c unlimited; coredumpctl info',
    },
  ],
  references: [],
})
