// Refused requests, the memory of host, container and process.

import { addressSpaceAtLimit } from '../../src/findings/address-space-at-limit.ts'
import { addressSpaceLimited } from '../../src/findings/address-space-limited.ts'
import { arenasGrowUnreleased } from '../../src/findings/arenas-grow-unreleased.ts'
import { cgroupMemoryAtLimit } from '../../src/findings/cgroup-memory-at-limit.ts'
import { cgroupOomKill } from '../../src/findings/cgroup-oom-kill.ts'
import { cgroupOomKillCounted } from '../../src/findings/cgroup-oom-kill-counted.ts'
import { commitLimitExceeded } from '../../src/findings/commit-limit-exceeded.ts'
import { commitLimitNotEnforced } from '../../src/findings/commit-limit-not-enforced.ts'
import { executableMemoryRefused } from '../../src/findings/executable-memory-refused.ts'
import { heapLargerThanMemory } from '../../src/findings/heap-larger-than-memory.ts'
import { heapReservationRefused } from '../../src/findings/heap-reservation-refused.ts'
import { hostOomKill } from '../../src/findings/host-oom-kill.ts'
import { jvm32Bit } from '../../src/findings/jvm-32-bit.ts'
import { largePagesRefused } from '../../src/findings/large-pages-refused.ts'
import { largeRequestRefused } from '../../src/findings/large-request-refused.ts'
import { mallocRefused } from '../../src/findings/malloc-refused.ts'
import { memoryExhausted } from '../../src/findings/memory-exhausted.ts'
import { memoryHardwareErrors } from '../../src/findings/memory-hardware-errors.ts'
import { memoryToSpare } from '../../src/findings/memory-to-spare.ts'
import { nativeAllocationFailed } from '../../src/findings/native-allocation-failed.ts'
import { nativeMemoryClimbing } from '../../src/findings/native-memory-climbing.ts'
import { nmtMissesMemory } from '../../src/findings/nmt-misses-memory.ts'
import { overcommitStrict } from '../../src/findings/overcommit-strict.ts'
import { pageFileUsedUp } from '../../src/findings/page-file-used-up.ts'
import { requestExceedsHost } from '../../src/findings/request-exceeds-host.ts'
import { requestExceedsMemory } from '../../src/findings/request-exceeds-memory.ts'
import { smallRequestRefused } from '../../src/findings/small-request-refused.ts'
import { windowsHost } from '../../src/findings/windows-host.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'
import { balance, claims, ONCE, trace } from './claims.ts'

const KIB = 1024
const MIB = 1024 * KIB
const GIB = 1024 * MIB
const GB_IN_KB = 1024 * 1024

function refused(bytes: number, call: 'mmap' | 'malloc' = 'mmap'): FactTypes['crash.native-oom'] {
  return { call, bytes, reason: 'committing reserved memory' }
}

function host(availableGb: number, said: Partial<FactTypes['memory.host']> = {}): FactTypes['memory.host'] {
  return {
    moment: 'crash',
    totalKb: 64 * GB_IN_KB,
    availableKb: availableGb * GB_IN_KB,
    swapTotalKb: 0,
    swapFreeKb: 0,
    ...said,
  }
}

function process(said: Partial<FactTypes['memory.process']>): FactTypes['memory.process'] {
  return { moment: 'crash', ...said }
}

function series(metric: string, ...values: number[]): FactTypes['series'] {
  return {
    metric,
    unit: 'bytes',
    points: values.map((value, at) => [at * 60, value] as const),
    first: values[0] as number,
    last: values.at(-1) as number,
    max: Math.max(...values),
    seconds: (values.length - 1) * 60,
    slopePerSecond: ((values.at(-1) as number) - (values[0] as number)) / ((values.length - 1) * 60),
  }
}

claims(nativeAllocationFailed, {
  present: {
    'mmap of 16 KiB failed': { 'crash.native-oom': [refused(16 * KIB)] },
    'the console names os::commit_memory and errno 12': {
      'jvm.commit-failed': [{ bytes: 65_536, executable: false, errno: 12, ...ONCE }],
    },
    'the reason alone is printed': {
      'crash.native-oom': [{ call: null, bytes: 0, reason: 'Cannot create GC thread. Out of system resources.' }],
    },
    'ZGC reports it as an internal error': {
      'crash.internal-error': [{ message: 'Failed to map memory (Not enough space)' }],
    },
    'malloc refused memory to Java code': {
      'log.exception': [
        trace('java.lang.OutOfMemoryError: Unable to allocate 100000 bytes', 'jdk.internal.misc.Unsafe.allocateMemory'),
      ],
    },
    'and in the words of JDK 8': {
      'log.exception': [trace('java.lang.OutOfMemoryError', 'sun.misc.Unsafe.allocateMemory')],
    },
  },
  absent: { 'the crash log is of a signal': { 'crash.log': [{ complete: true, sections: [], kind: 'signal' }] } },
  unknown: {
    'nothing was read': {},
    'a snapshot by jcmd VM.info': { 'crash.log': [{ complete: true, sections: [], kind: 'vm-info' }] },
    'the Java heap is full': {
      'log.exception': [trace('java.lang.OutOfMemoryError: Java heap space', 'java.util.Arrays.copyOf')],
    },
  },
})

claims(executableMemoryRefused, {
  present: {
    'the JVM tries it first of all': {
      'jvm.startup-failed': [
        { message: 'Failed to mark memory page as executable - check if grsecurity/PaX is enabled' },
      ],
    },
    'EACCES for the code cache': {
      'jvm.commit-failed': [{ bytes: 2_555_904, executable: true, errno: 13, ...ONCE }],
    },
  },
  absent: {
    'ENOMEM for the code cache': { 'jvm.commit-failed': [{ bytes: 65_536, executable: true, errno: 12, ...ONCE }] },
  },
  unknown: {
    'nothing was read': {},
    'EACCES for data': { 'jvm.commit-failed': [{ bytes: 65_536, executable: false, errno: 13, ...ONCE }] },
  },
})

claims(smallRequestRefused, {
  present: { '16,384 bytes, the guard zone of a thread': { 'crash.native-oom': [refused(16 * KIB)] } },
  absent: { '1 GiB': { 'crash.native-oom': [refused(GIB)] } },
  unknown: { 'no request': {}, 'its size is not printed': { 'crash.native-oom': [refused(0)] } },
})

claims(largeRequestRefused, {
  present: { 'mmap of 8 GiB': { 'crash.native-oom': [refused(8 * GIB)] } },
  absent: {
    'mmap of 16 KiB': { 'crash.native-oom': [refused(16 * KIB)] },
    'malloc of 500 MiB is no Java heap': { 'crash.native-oom': [refused(500 * MIB, 'malloc')] },
  },
  unknown: { 'no request': {} },
})

claims(mallocRefused, {
  present: { 'malloc of 32,744 bytes': { 'crash.native-oom': [refused(32_744, 'malloc')] } },
  absent: { 'mmap of 16 KiB': { 'crash.native-oom': [refused(16 * KIB)] } },
  unknown: { 'no request': {} },
})

claims(memoryExhausted, {
  present: {
    '300 MB of 64 GB available, no swap': { 'memory.host': [host(0.3)] },
    'swap is used up too': { 'memory.host': [host(0.3, { swapTotalKb: 8 * GB_IN_KB, swapFreeKb: 4000 })] },
    'physical free and swap together are smaller than the request': {
      'memory.host': [{ moment: 'crash', physicalTotalKb: 8 * GB_IN_KB, physicalFreeKb: 200_000, swapFreeKb: 0 }],
      'crash.native-oom': [refused(4 * GIB)],
    },
  },
  absent: {
    '30 GB of 64 GB available': { 'memory.host': [host(30)] },
    'swap is free': { 'memory.host': [host(0.3, { swapTotalKb: 8 * GB_IN_KB, swapFreeKb: 8 * GB_IN_KB })] },
  },
  unknown: {
    'no reading': {},
    'physical free is not available memory: page cache is not in it': {
      'memory.host': [{ moment: 'crash', physicalTotalKb: 128 * GB_IN_KB, physicalFreeKb: 461_984 }],
      'crash.native-oom': [refused(12 * KIB)],
    },
    'a reading after the death shows what the dead process gave back': {
      'memory.host': [host(40, { moment: 'snapshot' })],
    },
  },
})

claims(memoryToSpare, {
  present: { '30 GB of 64 GB available': { 'memory.host': [host(30)], 'crash.native-oom': [refused(16 * KIB)] } },
  absent: {
    '300 MB of 64 GB available': { 'memory.host': [host(0.3)] },
    '30 GB available and 20 asked for': { 'memory.host': [host(30)], 'crash.native-oom': [refused(20 * GIB)] },
  },
  unknown: {
    'no reading': {},
    'physical free says nothing': {
      'memory.host': [{ moment: 'crash', physicalTotalKb: 128 * GB_IN_KB, physicalFreeKb: 461_984 }],
    },
  },
})

claims(requestExceedsMemory, {
  present: { '64 GB asked for, 30 left': { 'memory.host': [host(30)], 'crash.native-oom': [refused(64 * GIB)] } },
  absent: { '16 KiB asked for, 30 GB left': { 'memory.host': [host(30)], 'crash.native-oom': [refused(16 * KIB)] } },
  unknown: {
    'no reading': { 'crash.native-oom': [refused(GIB)] },
    'no request': { 'memory.host': [host(30)] },
    'a gigabyte fits into physical free, and page cache is not in that': {
      'memory.host': [{ moment: 'crash', physicalTotalKb: 16 * GB_IN_KB, physicalFreeKb: 2 * GB_IN_KB }],
      'crash.native-oom': [refused(GIB)],
    },
  },
})

claims(requestExceedsHost, {
  present: { '96 GB at once on a host of 64': { 'memory.host': [host(60)], 'crash.native-oom': [refused(96 * GIB)] } },
  absent: { '20 GB on a host of 64': { 'memory.host': [host(1)], 'crash.native-oom': [refused(20 * GIB)] } },
  unknown: { 'no request': { 'memory.host': [host(60)] } },
})

claims(heapLargerThanMemory, {
  present: {
    '-Xmx96g on a host of 64 GB': {
      'memory.host': [host(1)],
      'jvm.flag': [{ name: 'MaxHeapSize', value: 96 * GIB }],
    },
  },
  absent: {
    '-Xmx6g on a host of 64 GB': { 'memory.host': [host(1)], 'jvm.flag': [{ name: 'MaxHeapSize', value: 6 * GIB }] },
  },
  unknown: { 'the size of the heap is not known': { 'memory.host': [host(1)] } },
})

claims(heapReservationRefused, {
  present: {
    'Could not reserve enough space for object heap': {
      'jvm.startup-failed': [{ message: 'Could not reserve enough space for 4194304KB object heap' }],
    },
  },
  unknown: {
    'nothing was read': {},
    'an unknown option': { 'jvm.startup-failed': [{ message: "Unrecognized VM option 'UseFastGC'" }] },
  },
})

claims(commitLimitExceeded, {
  present: {
    '31.9 of 32 GB committed, 1 GiB asked for': {
      'memory.host': [host(20, { commitLimitKb: 32 * GB_IN_KB, committedAsKb: 31.9 * GB_IN_KB })],
      'crash.native-oom': [refused(GIB)],
    },
  },
  absent: {
    'more is committed than the limit: mode 0 or 1, the figure is only informational': {
      'memory.host': [host(20, { commitLimitKb: 32 * GB_IN_KB, committedAsKb: 50 * GB_IN_KB })],
      'crash.native-oom': [refused(GIB)],
    },
    'there was headroom of 20 GB': {
      'memory.host': [host(20, { commitLimitKb: 32 * GB_IN_KB, committedAsKb: 12 * GB_IN_KB })],
      'crash.native-oom': [refused(GIB)],
    },
  },
  unknown: {
    'the accounting is not known': { 'memory.host': [host(20)], 'crash.native-oom': [refused(GIB)] },
    'nothing was refused': {
      'memory.host': [host(20, { commitLimitKb: 32 * GB_IN_KB, committedAsKb: 31.9 * GB_IN_KB })],
    },
  },
})

const OVERCOMMIT = { key: 'vm.overcommit_memory', moment: 'snapshot' } as const

claims(overcommitStrict, {
  present: { 'mode 2': { sysctl: [{ ...OVERCOMMIT, value: 2 }] } },
  absent: { 'mode 0': { sysctl: [{ ...OVERCOMMIT, value: 0 }] } },
  unknown: { 'another setting': { sysctl: [{ ...OVERCOMMIT, key: 'vm.swappiness', value: 1 }] } },
})

claims(commitLimitNotEnforced, {
  present: {
    'mode 1, whatever is committed': { sysctl: [{ ...OVERCOMMIT, value: 1 }] },
    'Committed_AS exceeds CommitLimit': {
      'memory.host': [host(20, { commitLimitKb: 32 * GB_IN_KB, committedAsKb: 50 * GB_IN_KB })],
    },
  },
  absent: { 'mode 2': { sysctl: [{ ...OVERCOMMIT, value: 2 }] } },
  unknown: {
    'nothing was read': {},
    'less is committed than the limit: either mode allows it': {
      'memory.host': [host(20, { commitLimitKb: 32 * GB_IN_KB, committedAsKb: 12 * GB_IN_KB })],
    },
  },
})

claims(addressSpaceLimited, {
  present: {
    'ulimit -v of 4 GiB': { 'limit.rlimit': [{ resource: 'AS', soft: 4 * GIB }] },
    'ulimit -d of 2 GiB': {
      'limit.rlimit': [
        { resource: 'AS', soft: null },
        { resource: 'DATA', soft: 2 * GIB },
      ],
    },
  },
  absent: {
    'both are unlimited': {
      'limit.rlimit': [
        { resource: 'AS', soft: null },
        { resource: 'DATA', soft: null },
      ],
    },
  },
  unknown: { 'another limit': { 'limit.rlimit': [{ resource: 'NOFILE', soft: 1024 }] } },
})

claims(addressSpaceAtLimit, {
  present: {
    '3.9 GiB of 4 are in use': {
      'limit.rlimit': [{ resource: 'AS', soft: 4 * GIB }],
      'memory.process': [process({ virtualKb: 3.9 * GB_IN_KB })],
    },
    '3 GiB are in use and 2 more were asked for': {
      'limit.rlimit': [{ resource: 'AS', soft: 4 * GIB }],
      'memory.process': [process({ virtualKb: 3 * GB_IN_KB })],
      'crash.native-oom': [refused(2 * GIB)],
    },
    'address space has room, data has none': {
      'limit.rlimit': [
        { resource: 'AS', soft: 64 * GIB },
        { resource: 'DATA', soft: 2 * GIB },
      ],
      'memory.process': [process({ virtualKb: 9 * GB_IN_KB, dataKb: 2 * GB_IN_KB })],
    },
  },
  absent: {
    '2 of 4 GiB at the crash': {
      'limit.rlimit': [{ resource: 'AS', soft: 4 * GIB }],
      'memory.process': [process({ virtualKb: 2 * GB_IN_KB })],
    },
  },
  unknown: {
    unlimited: { 'limit.rlimit': [{ resource: 'AS', soft: null }] },
    '2 of 4 GiB some time before the crash': {
      'limit.rlimit': [{ resource: 'AS', soft: 4 * GIB }],
      'memory.process': [process({ virtualKb: 2 * GB_IN_KB, moment: 'snapshot' })],
    },
  },
})

const LIMIT_4G: FactTypes['memory.cgroup'] = { limitBytes: 4 * GIB }

claims(cgroupMemoryAtLimit, {
  present: {
    '3.99 of 4 GiB': { 'memory.cgroup': [{ ...LIMIT_4G, usageBytes: 3.99 * GIB }] },
    'little is used after the restart, the peak is the limit': {
      'memory.cgroup': [{ ...LIMIT_4G, usageBytes: 0.5 * GIB, maxUsageBytes: 4 * GIB }],
    },
  },
  absent: {
    '2 of 4 GiB': { 'memory.cgroup': [{ ...LIMIT_4G, usageBytes: 2 * GIB }] },
    'the container has no limit': { 'memory.cgroup': [{ limitBytes: null }] },
  },
  unknown: { 'no container': {}, 'the use is not known': { 'memory.cgroup': [LIMIT_4G] } },
})

claims(cgroupOomKillCounted, {
  present: { 'memory.events counts one kill': { 'memory.cgroup': [{ version: 2, oomKills: 1 }] } },
  unknown: {
    'a new container counts from zero again': { 'memory.cgroup': [{ version: 2, oomKills: 0 }] },
    'nothing was read': {},
    'only the limit is known': { 'memory.cgroup': [{ limitBytes: 1 }] },
  },
})
claims(cgroupOomKill, {
  present: {
    'the kernel killed java at the limit of its container': {
      'kernel.oom-kill': [{ constraint: 'memcg', command: 'java', anonRssKb: 4 * GB_IN_KB }],
    },
    'Kubernetes says OOMKilled': { 'container.terminated': [{ reason: 'OOMKilled', exitCode: 137 }] },
  },
  unknown: {
    'nothing was read': {},
    'the host ran out of memory, not the container': { 'kernel.oom-kill': [{ constraint: 'none', command: 'java' }] },
    'a counter does not say whom the kernel killed': { 'memory.cgroup': [{ version: 2, oomKills: 1 }] },
    'another program was killed in its own container': {
      'kernel.oom-kill': [{ constraint: 'memcg', command: 'node' }],
    },
    'exit code 137 may be any SIGKILL': { 'container.terminated': [{ reason: 'Error', exitCode: 137 }] },
  },
})

claims(hostOomKill, {
  present: { 'the kernel killed java': { 'kernel.oom-kill': [{ constraint: 'none', command: 'java' }] } },
  unknown: {
    'nothing was read': {},
    'the limit of a container is not the memory of the host': {
      'kernel.oom-kill': [{ constraint: 'memcg', command: 'java' }],
    },
    'another program was killed': { 'kernel.oom-kill': [{ constraint: 'none', command: 'chrome' }] },
  },
})

claims(largePagesRefused, {
  present: {
    'the JVM warns of it': {
      'jvm.warning': [
        { topic: 'large-pages', message: 'Failed to reserve and commit memory using large pages.', ...ONCE },
      ],
    },
    'a commit in units of 2 MiB failed': {
      'jvm.commit-failed': [{ bytes: GIB, executable: false, errno: 12, alignment: 2 * MIB, ...ONCE }],
    },
    'UseLargePages on a host without any': {
      'jvm.flag': [{ name: 'UseLargePages', value: true }],
      'memory.host': [host(10, { hugePagesTotal: 0, hugePagesFree: 0 })],
    },
  },
  absent: {
    'UseLargePages is off': { 'jvm.flag': [{ name: 'UseLargePages', value: false }] },
    'huge pages are free': {
      'jvm.flag': [{ name: 'UseLargePages', value: true }],
      'memory.host': [host(10, { hugePagesTotal: 4096, hugePagesFree: 100 })],
    },
  },
  unknown: {
    'nothing was read': {},
    'none free of 4096: this JVM may have them all': {
      'jvm.flag': [{ name: 'UseLargePages', value: true }],
      'memory.host': [host(10, { hugePagesTotal: 4096, hugePagesFree: 0 })],
    },
  },
})

claims(pageFileUsedUp, {
  present: {
    'error 1455': { 'jvm.commit-failed': [{ bytes: GIB, executable: false, errno: 1455, windows: true, ...ONCE }] },
    'a child process could not be made': {
      'log.exception': [
        trace(
          'java.io.IOException: Cannot run program "java": CreateProcess error=1455, The paging file is too small for this operation to complete',
        ),
      ],
    },
    'a library of OpenJ9 could not be loaded': {
      'jvm.startup-failed': [
        { message: 'Unable to load j9gc29: The paging file is too small for this operation to complete.' },
      ],
    },
    '3 of 40,000 MB commit were free': { 'memory.windows': [{ pageFileTotalMb: 40_000, pageFileFreeMb: 3 }] },
  },
  absent: {
    '20,000 of 40,000 MB commit were free': { 'memory.windows': [{ pageFileTotalMb: 40_000, pageFileFreeMb: 20_000 }] },
  },
  unknown: {
    'nothing was read': {},
    'errno 1455 of another system is another error': {
      'jvm.commit-failed': [{ bytes: GIB, executable: false, errno: 1455, ...ONCE }],
    },
  },
})

claims(windowsHost, {
  present: { 'the platform is windows-amd64': { 'jvm.version': [{ version: '17', platform: 'windows-amd64' }] } },
  absent: { 'the system is Linux': { os: [{ family: 'linux' }] } },
  unknown: { 'nothing is said': { 'jvm.version': [{ version: '17' }] } },
})

claims(jvm32Bit, {
  present: { 'linux-x86': { 'jvm.version': [{ version: '8', bits: 32, platform: 'linux-x86' }] } },
  absent: { '64 bits': { 'jvm.version': [{ version: '8', bits: 64 }] } },
  unknown: { 'not said': { 'jvm.version': [{ version: '8' }] } },
})

claims(memoryHardwareErrors, {
  present: {
    'HardwareCorrupted: 8 kB': { 'memory.host': [host(1, { hardwareCorruptedKb: 8 })] },
    'a machine check': {
      'kernel.hardware-error': [{ kind: 'machine-check', message: 'mce: [Hardware Error]', ...ONCE }],
    },
  },
  unknown: {
    'no reading': {},
    'HardwareCorrupted: 0 kB': { 'memory.host': [host(1, { hardwareCorruptedKb: 0 })] },
    'an error of the disk': { 'kernel.hardware-error': [{ kind: 'io', message: 'I/O error', ...ONCE }] },
  },
})

claims(nativeMemoryClimbing, {
  present: {
    'resident memory doubles and doubles again': { series: [series('rss', GIB, 2 * GIB, 4 * GIB, 8 * GIB, 16 * GIB)] },
  },
  absent: {
    'resident memory stays level': { series: [series('rss', GIB, GIB, GIB, GIB, GIB)] },
    'the heap fills for the first time': {
      series: [
        series('rss', GIB, 2 * GIB, 3 * GIB, 4 * GIB, 5 * GIB),
        series('heap-used', 0, GIB, 2 * GIB, 3 * GIB, 4 * GIB),
      ],
    },
    'what is taken at the start only': { series: [series('rss', GIB, 4 * GIB, 4 * GIB, 4 * GIB, 4 * GIB)] },
  },
  unknown: {
    'no readings': {},
    'two readings are no course': { series: [series('rss', GIB, 9 * GIB)] },
    'virtual size is reserved, not used': { series: [series('vm-size', GIB, 4 * GIB, 8 * GIB, 16 * GIB)] },
  },
})

claims(nmtMissesMemory, {
  present: {
    '6 GB resident, NMT knows of 2': {
      'memory.nmt': [{ totalCommittedKb: 2 * GB_IN_KB, categories: [] }],
      'memory.process': [process({ rssKb: 6 * GB_IN_KB })],
    },
  },
  absent: {
    'NMT knows of more than is resident': {
      'memory.nmt': [{ totalCommittedKb: 7 * GB_IN_KB, categories: [] }],
      'memory.process': [process({ rssKb: 6 * GB_IN_KB })],
    },
  },
  unknown: { 'the resident size is not known': { 'memory.nmt': [{ totalCommittedKb: 1, categories: [] }] } },
})

const NO_CALLS = balance({})

claims(arenasGrowUnreleased, {
  present: {
    '60,000 mprotect and 3 munmap: arenas grow': { 'trace.balance': [{ ...NO_CALLS, mprotects: 60_000, munmaps: 3 }] },
    '2 GiB more mapped than unmapped': { 'trace.balance': [{ ...NO_CALLS, mmaps: 900, mappedBytes: 2 * GIB }] },
  },
  absent: { 'as much unmapped as mapped': { 'trace.balance': [{ ...NO_CALLS, mmaps: 900, munmaps: 900 }] } },
  unknown: { 'no trace': {} },
})
