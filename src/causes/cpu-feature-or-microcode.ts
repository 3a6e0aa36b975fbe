import { defineCause, type Incidence, type Remedy } from '../model/cause.ts'

export const cpuFeatureOrMicrocode = defineCause({
  id: 'cpu-feature-or-microcode',
  family: 'crashes',
  title: 'The processor does not do what the compiled code expects',
  summary:
    'SIGILL without a sender means an instruction that this processor does not know: a library built for a newer one, a virtual machine moved to an older host, or a hypervisor or emulator that hides or lacks features. Some AVX defects of processors show as SIGSEGV in compiled code on one type of host alone.',
  prior: -4,
  triggers: ['illegal-instruction', 'emulated-processor'],
  evidence: {
    'illegal-instruction': { present: 6, absent: -2 },
    'emulated-processor': { present: 4 },
    'crash-signal-received': { absent: -4 },
    'signal-not-a-fault': { present: -8 },
    'safepoint-abort-reported': { present: -8 },
  },
  refutedBy: ['safepoint-abort-reported', 'signal-sent-by-process'],
  symptoms: ['crash-signal-received'],
  remedies: ({ facts, findings }) => [
    useLess({ facts, findings }),
    {
      when: 'for-good',
      action:
        'Update microcode, BIOS and JDK; let a virtual machine see the features of the weakest host it may move to.',
      command: 'lscpu | grep -iE "model name|flags|features"',
    },
  ],
  references: ['JDK-8240913', 'JDK-8345296 (SVE in virtual machines on Apple silicon)'],
})

/** What helps at once: code for this processor, or code that asks less of it. */
function useLess({ facts, findings }: Incidence): Remedy {
  if (findings.get('emulated-processor')?.state === 'present')
    return {
      when: 'now',
      action: "Run an image for the host's own processor instead of an emulated one.",
      command: 'docker run --platform linux/arm64 …   # or linux/amd64: what `uname -m` of the host says',
    }
  if (findings.get('frame-in-native-library')?.state === 'present') {
    const fault = facts.of('crash.problematic-frame')[0] ?? facts.of('kernel.segfault')[0]
    const library = fault?.value.library ?? 'the library'
    return { when: 'now', action: `Use a build of ${library} for this processor (not -march=native of a newer one).` }
  }
  const isArm =
    facts.of('jvm.version').some(({ value }) => value.platform?.endsWith('-aarch64') === true) ||
    facts.of('os').some(({ value }) => /aarch64|arm64/.test(value.architecture ?? ''))
  return isArm
    ? { when: 'now', action: 'Do without the vector extension SVE.', command: 'java -XX:UseSVE=0 …' }
    : { when: 'now', action: 'Use fewer processor features.', command: 'java -XX:UseAVX=2 …   # then 1, then 0' }
}
