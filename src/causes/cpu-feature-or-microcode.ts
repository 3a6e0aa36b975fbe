import { defineCause } from '../model/cause.ts'

export const cpuFeatureOrMicrocode = defineCause({
  id: 'cpu-feature-or-microcode',
  family: 'crashes',
  title: 'The processor does not do what the compiled code expects',
  summary:
    'SIGILL without a sender means an instruction that this processor does not know: a library built for a newer one, a virtual machine moved to an older host, or a hypervisor that hides features. Some AVX defects of processors show as SIGSEGV in compiled code on one type of host alone.',
  prior: -4,
  triggers: ['illegal-instruction'],
  evidence: {
    'illegal-instruction': { present: 6, absent: -8 },
    'signal-not-a-fault': { present: -8 },
    'safepoint-abort-reported': { present: -8 },
    'frame-in-native-library': { present: -1 },
  },
  refutedBy: ['safepoint-abort-reported', 'signal-sent-by-process'],
  symptoms: ['crash-signal-received'],
  remedies: [
    { when: 'now', action: 'Use fewer processor features.', command: 'java -XX:UseAVX=2 …   # then 1, then 0' },
    {
      when: 'for-good',
      action:
        'Update microcode, BIOS and JDK; let a virtual machine see the features of the weakest host it may move to.',
      command: 'lscpu | grep -i flags',
    },
  ],
  references: ['JDK-8240913'],
})
