import { defineCause } from '../model/cause.ts'

export const overcommitCommitLimit = defineCause({
  id: 'overcommit-commit-limit',
  family: 'memory',
  title: 'The kernel accounts strictly (vm.overcommit_memory=2) and CommitLimit was reached',
  summary:
    'With vm.overcommit_memory=2 the sum of all committed memory may not exceed CommitLimit = (memory − huge pages) × overcommit_ratio (50 % by default) + swap. The JVM commits its heap up front (-Xms) and is refused although memory is free. Committed_AS above CommitLimit disproves it: then the limit is not enforced and the number only informs.',
  prior: -4,
  triggers: ['commit-limit-exceeded', 'overcommit-strict'],
  evidence: {
    'commit-limit-exceeded': { present: 5, absent: -6 },
    'overcommit-strict': { present: 3, absent: -8 },
    'native-allocation-failed': { present: 1, absent: -6 },
    'memory-to-spare': { present: 2 },
    'memory-exhausted': { present: -2 },
    'request-exceeds-memory': { present: -2 },
    'request-exceeds-host': { present: -3 },
    'map-count-at-limit': { present: -6 },
    'address-space-at-limit': { present: -4 },
    'windows-host': { present: -8 },
  },
  proof: [['commit-limit-exceeded', 'overcommit-strict', 'native-allocation-failed']],
  refutedBy: ['commit-limit-not-enforced'],
  symptoms: ['native-allocation-failed'],
  remedies: [
    {
      when: 'now',
      action: 'Let the kernel overcommit as it does by default.',
      command: 'sysctl -w vm.overcommit_memory=0',
    },
    {
      when: 'now',
      action: 'Or, where strict accounting is wanted, raise its limit.',
      command: 'sysctl -w vm.overcommit_ratio=95',
    },
    {
      when: 'for-good',
      action: 'Keep the setting in /etc/sysctl.d, add swap (it counts to the limit), or lower -Xms and -Xss.',
    },
  ],
  references: ['https://docs.kernel.org/mm/overcommit-accounting.html'],
})
