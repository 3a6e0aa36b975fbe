import { defineCause } from '../model/cause.ts'

export const largePagesFailure = defineCause({
  id: 'large-pages-failure',
  family: 'memory',
  title: 'Huge pages were asked for that the host does not have',
  summary:
    'With -XX:+UseLargePages the heap is taken from the pool of huge pages, which must be set aside before the JVM starts and may be limited by memlock. Where the pool is too small the JVM warns and goes on with small pages, or dies when a part of the heap cannot be committed. Pages that are free on the host may be more than the hugetlb limit of a container allows: then reserving succeeds and the first touch raises SIGBUS. Huge pages that are set aside and not used starve everything else.',
  prior: -4,
  triggers: ['large-pages-refused', 'huge-page-not-supplied'],
  evidence: {
    'large-pages-refused': { present: 5, absent: -6 },
    'huge-page-not-supplied': { present: 8 },
    'native-allocation-failed': { present: 1, absent: -4 },
    'map-count-at-limit': { present: -6 },
    'memory-exhausted': { present: -2 },
  },
  proof: [['huge-page-not-supplied']],
  symptoms: ['native-allocation-failed', 'large-pages-refused', 'crash-signal-received'],
  remedies: [
    { when: 'now', action: 'Start without huge pages.', command: 'java -XX:-UseLargePages …' },
    {
      when: 'for-good',
      action:
        'Set aside enough of them (heap / 2 MiB plus some) and lift memlock, or use -XX:+UseTransparentHugePages.',
      command: 'sysctl -w vm.nr_hugepages=2560',
    },
  ],
  references: ['https://docs.kernel.org/admin-guide/mm/hugetlbpage.html'],
})
