import { recommendMapLimit } from '../capacity/index.ts'
import { defineCause, type Incidence, type Remedy } from '../model/cause.ts'
import { amount } from '../model/wording.ts'

export const mapCountLimit = defineCause({
  id: 'map-count-limit',
  family: 'mappings',
  title: 'The process reached the limit of memory mappings (vm.max_map_count)',
  summary:
    'The kernel refuses mmap, mprotect and munmap with ENOMEM once a process owns more than vm.max_map_count mappings (65,530 by default), however much memory is free. Whoever asks next fails: FileChannel.map throws "Map failed", a new thread cannot protect its guard pages (12,288 or 16,384 bytes), metaspace cannot commit 65,536 bytes; the JVM then reports "insufficient memory". pthread_create reports it as EAGAIN, as if a thread limit had been reached.',
  prior: -4,
  triggers: [
    'native-allocation-failed',
    'map-failed-thrown',
    'guard-pages-refused',
    'thread-start-refused',
    'mapping-split-refused',
    'map-count-at-limit',
    'explicit-gc-before-end',
  ],
  evidence: {
    'map-count-at-limit': { present: 6, absent: -6 },
    'map-count-near-limit': { present: 1 },
    'map-failed-thrown': { present: 6 },
    'guard-pages-refused': { present: 6 },
    'guard-page-commit-refused': { present: 3 },
    'mapping-split-refused': { present: 6 },
    'heap-mapping-refused': { present: 6 },
    'small-request-refused': { present: 1, absent: -2 },
    'memory-to-spare': { present: 2, absent: -1 },
    'explicit-gc-before-end': { present: 1 },
    // Says who holds them, which matters most after the limit itself.
    'mappings-of-one-folder': { present: 1 },
    'address-space-limited': { present: -2, absent: 1 },
    'address-space-at-limit': { present: -5 },
    'commit-limit-exceeded': { present: -3 },
    'jvm-32-bit': { present: -5 },
    'memory-exhausted': { present: -3 },
  },
  proof: [
    ['map-count-at-limit', 'native-allocation-failed'],
    ['map-count-at-limit', 'map-failed-thrown'],
    ['map-count-at-limit', 'guard-pages-refused'],
    ['map-count-at-limit', 'thread-start-refused'],
  ],
  refutedBy: ['mappings-far-below-limit', 'windows-host'],
  symptoms: ['native-allocation-failed', 'map-failed-thrown', 'thread-start-refused', 'guard-pages-refused'],
  tell: ({ findings }) => {
    const atLimit = findings.get('map-count-at-limit')
    if (atLimit?.state !== 'present') return undefined
    const spare = findings.get('memory-to-spare')
    const memory = spare?.state === 'present' ? ` although ${spare.statement}` : ''
    return `the kernel refused one more memory mapping: ${atLimit.statement}${memory}.`
  },
  remedies: raiseTheLimit,
  references: [
    'https://docs.kernel.org/admin-guide/sysctl/vm.html#max-map-count',
    'KAFKA-6343 (the limit in the operations guide)',
    'JDK-8306507 (the JVM counts its mappings, 21)',
    'JDK-8318302 (the JVM names the limit, 23)',
  ],
})

/** For what is projected, or twice what was reached, as a power of two; the kernel reads the limit at every mmap. */
function raiseTheLimit({ facts }: Incidence): Remedy[] {
  const limit = recommendMapLimit(facts)
  return [
    {
      when: 'now',
      action: `Raise the limit to ${amount(limit)} on the host; it holds from the next mmap on, a broker that still lives needs no restart. In a container do it on the node: the limit is not namespaced.`,
      command: `sysctl -w vm.max_map_count=${limit}`,
    },
    {
      when: 'for-good',
      action: 'Keep it over reboots (sysctl -p alone reads only /etc/sysctl.conf).',
      command: `echo 'vm.max_map_count=${limit}' > /etc/sysctl.d/99-max-map-count.conf && sysctl --system`,
    },
    {
      when: 'for-good',
      action: 'Watch the number of mappings and raise an alarm at 70 % of the limit.',
      command: 'wc -l < /proc/$PID/maps',
    },
  ]
}
