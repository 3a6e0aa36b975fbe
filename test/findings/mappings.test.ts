// The map table: how full it is, and what fills it.

import { expect, test } from 'vitest'
import { arenaMappingsMany } from '../../src/findings/arena-mappings-many.ts'
import { deletedFilesMapped } from '../../src/findings/deleted-files-mapped.ts'
import { deletedIndexMappings } from '../../src/findings/deleted-index-mappings.ts'
import { deletedIndexesUntrimmed } from '../../src/findings/deleted-indexes-untrimmed.ts'
import { guardPageCommitRefused } from '../../src/findings/guard-page-commit-refused.ts'
import { guardPagesRefused } from '../../src/findings/guard-pages-refused.ts'
import { heapBlocksBrk } from '../../src/findings/heap-blocks-brk.ts'
import { heapMappingRefused } from '../../src/findings/heap-mapping-refused.ts'
import { indexMappingsDominate } from '../../src/findings/index-mappings-dominate.ts'
import { indexMapsNeverUnmapped } from '../../src/findings/index-maps-never-unmapped.ts'
import { indexResizeInStack } from '../../src/findings/index-resize-in-stack.ts'
import { jarDeletedOrReplaced } from '../../src/findings/jar-deleted-or-replaced.ts'
import { mapCountAtLimit } from '../../src/findings/map-count-at-limit.ts'
import { mapCountNearLimit } from '../../src/findings/map-count-near-limit.ts'
import { mapFailedInIndex } from '../../src/findings/map-failed-in-index.ts'
import { mapFailedThrown } from '../../src/findings/map-failed-thrown.ts'
import { mappingSplitRefused } from '../../src/findings/mapping-split-refused.ts'
import { mappingsFarBelowLimit } from '../../src/findings/mappings-far-below-limit.ts'
import { mappingsOfOneFolder } from '../../src/findings/mappings-of-one-folder.ts'
import { mappingsProjectedBeyondLimit } from '../../src/findings/mappings-projected-beyond-limit.ts'
import { sameFileMappedTwice } from '../../src/findings/same-file-mapped-twice.ts'
import { threadStacksDominate } from '../../src/findings/thread-stacks-dominate.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'
import { evaluateFinding } from '../../src/testing.ts'
import { balance, census, claims, ONCE, stack, trace, WHOLE_LOG } from './claims.ts'

const LIMIT = { key: 'vm.max_map_count', value: 65_530, moment: 'snapshot' } as const

function counted(count: number): FactTypes['maps.count'] {
  return { count, withGate: false, moment: 'crash' }
}

function indexFiles(live: number, deleted: number): Partial<FactTypes['maps.census']> {
  return {
    counted: live + deleted + 500,
    deleted,
    groups: [{ kind: 'kafka-index', count: live + deleted, bytes: 4096 * (live + deleted), deleted }],
  }
}

test('the line of the log that prints the limit is cited beside the list', () => {
  const { cites } = evaluateFinding(mapCountAtLimit, {
    'maps.census': [census({ counted: 65_531, limitSource: 'log' })],
    sysctl: [{ ...LIMIT, moment: 'crash' }],
  })
  expect(cites.map(({ type }) => type)).toEqual(['maps.census', 'sysctl'])
})

claims(mapCountAtLimit, {
  present: {
    'a map table two rows short of the limit is at the limit': { 'maps.count': [counted(65_528)], sysctl: [LIMIT] },
    'one row above the limit is what a process dies with (mmap is refused above it)': {
      'maps.census': [census({ counted: 65_531 })],
    },
    'where no limit is known, the kernel default is assumed': { 'maps.count': [counted(65_530)] },
    'the limit that the vendor raised to 262,144 counts, when it is known': {
      'maps.count': [counted(262_140)],
      sysctl: [{ ...LIMIT, value: 262_144 }],
    },
    'the value at the crash goes before one that was set afterwards': {
      'maps.count': [counted(65_531)],
      sysctl: [
        { ...LIMIT, value: 1_048_576 },
        { ...LIMIT, moment: 'crash' },
      ],
    },
  },
  absent: {
    'four hundred mappings in a complete list of the crash': { 'maps.census': [census({ counted: 400 })] },
    '65,531 mappings under a limit of a million': {
      'maps.count': [counted(65_531)],
      sysctl: [{ ...LIMIT, value: 1_048_576 }],
    },
  },
  unknown: {
    'nobody counted': {},
    'a list that was cut after 400 rows': { 'maps.census': [census({ counted: 400, complete: false })] },
    'a snapshot of the living process lags behind its growth': {
      'maps.census': [census({ counted: 30_000, moment: 'snapshot' })],
    },
    'nine tenths of the limit are neither': { 'maps.census': [census({ counted: 62_000 })] },
  },
})

claims(mapCountNearLimit, {
  present: { '53,000 of 65,530 are more than 80 %': { 'maps.count': [counted(53_000)], sysctl: [LIMIT] } },
  absent: { '40,000 of 65,530 are less': { 'maps.count': [counted(40_000)], sysctl: [LIMIT] } },
  unknown: {
    'nobody counted': {},
    'a cut list of few rows proves nothing': { 'maps.census': [census({ counted: 400, complete: false })] },
    'more mappings than the limit allows: the limit was another one': {
      'maps.count': [counted(90_000)],
      sysctl: [LIMIT],
    },
  },
})

claims(mappingsFarBelowLimit, {
  present: {
    'four hundred mappings at the crash': { 'maps.census': [census({ counted: 400 })] },
    'only their number is known, from the crash': { 'maps.count': [counted(400)] },
  },
  absent: { '40,000 are more than half': { 'maps.census': [census({ counted: 40_000 })] } },
  unknown: {
    'no list': {},
    'a cut list': { 'maps.census': [census({ counted: 400, complete: false })] },
    'a snapshot from before the crash': { 'maps.census': [census({ counted: 400, moment: 'snapshot' })] },
  },
})

claims(mappingsProjectedBeyondLimit, {
  present: {
    'a thousand partitions that keep daily segments for a year: 730,000 index files': {
      'kafka.topic': [
        {
          name: 'events',
          partitions: 1000,
          replicationFactor: 1,
          settings: { 'retention.ms': String(365 * 86_400_000), 'segment.ms': '86400000' },
          replicasByBroker: { '1': 1000 },
        },
      ],
      'kafka.setting': [{ key: 'broker.id', value: '1' }],
      sysctl: [LIMIT],
    },
  },
  absent: {
    'ten partitions that keep a week of daily segments': {
      'kafka.topic': [
        {
          name: 'events',
          partitions: 10,
          replicationFactor: 1,
          settings: { 'retention.ms': String(7 * 86_400_000), 'segment.ms': '86400000' },
          replicasByBroker: { '1': 10 },
        },
      ],
      'kafka.setting': [{ key: 'broker.id', value: '1' }],
      sysctl: [LIMIT],
    },
  },
  unknown: { 'neither topics nor settings are known': { 'maps.count': [counted(60_000)] } },
})

claims(indexMappingsDominate, {
  present: { '60,000 live index files of 60,500 mappings': { 'maps.census': [census(indexFiles(60_000, 0))] } },
  absent: {
    'thirty index files of 400 mappings': { 'maps.census': [census({ ...indexFiles(30, 0), counted: 400 })] },
    'index files that are mostly deleted are not live ones': { 'maps.census': [census(indexFiles(5000, 55_000))] },
  },
  unknown: {
    'no list': {},
    'the start of a list, where the heap is and no file yet': { 'maps.census': [census({ complete: false })] },
  },
})

claims(deletedIndexMappings, {
  present: {
    '40,000 of 60,000 index mappings are of deleted files': { 'maps.census': [census(indexFiles(20_000, 40_000))] },
    'lsof counts DEL rows of index files': {
      'lsof.census': [
        {
          descriptors: 900,
          mappedFiles: 1000,
          deletedMappings: 800,
          deletedIndexMappings: 800,
          sockets: 10,
          groups: [],
          deletedButOpen: 0,
        },
      ],
    },
  },
  absent: {
    'thirty deleted ones of 60,000: files of the last minute (file.delete.delay.ms)': {
      'maps.census': [census(indexFiles(60_000, 30))],
    },
  },
  unknown: {
    'no list': {},
    'a process without index files': { 'maps.census': [census({})] },
    'a list cut before the deleted rows': { 'maps.census': [census({ ...indexFiles(100, 0), complete: false })] },
  },
})

claims(deletedFilesMapped, {
  present: { 'two thirds of the mappings are of deleted files': { 'maps.census': [census(indexFiles(1000, 5000))] } },
  absent: { 'none is': { 'maps.census': [census(indexFiles(1000, 0))] } },
  unknown: { 'no list': {}, 'a cut list without any': { 'maps.census': [census({ complete: false })] } },
})

claims(sameFileMappedTwice, {
  present: {
    'eighty inodes are mapped at two sizes': { 'maps.census': [census({ duplicatedInodes: 80 })] },
    'strace shows files mapped again while their first mapping stands': {
      'trace.balance': [balance({ indexMaps: 200, remapsWithoutUnmap: 90 })],
    },
  },
  absent: {
    'a complete list with every inode once': { 'maps.census': [census({})] },
    'two at one moment are a resize that is just happening': { 'maps.census': [census({ duplicatedInodes: 2 })] },
  },
  unknown: {
    'no list': {},
    'pmap prints no inodes': { 'maps.census': [census({ inodesKnown: false })] },
    'a cut list': { 'maps.census': [census({ complete: false })] },
    'a trace that saw no index file at all': { 'trace.balance': [balance({ mmaps: 500 })] },
  },
})

claims(indexMapsNeverUnmapped, {
  present: { '500 mapped, none unmapped': { 'trace.balance': [balance({ indexMaps: 500 })] } },
  absent: { 'all unmapped again': { 'trace.balance': [balance({ indexMaps: 500, indexUnmaps: 500 })] } },
  unknown: { 'no trace': {}, 'a trace without index files': { 'trace.balance': [balance({ mmaps: 9 })] } },
})

claims(threadStacksDominate, {
  present: {
    '32,558 threads take 65,116 mappings (corretto-11#308)': {
      'maps.census': [census({ counted: 65_531, threadStacks: 32_558 })],
    },
  },
  absent: { 'thirty threads of 400 mappings': { 'maps.census': [census({ threadStacks: 30 })] } },
  unknown: { 'no list': {}, 'a cut list': { 'maps.census': [census({ threadStacks: 3, complete: false })] } },
})

claims(arenaMappingsMany, {
  present: {
    'sixty-four arenas, two rows each': {
      'maps.census': [census({ groups: [{ kind: 'malloc-arena', count: 128, bytes: 64 * 2 ** 26, deleted: 0 }] })],
    },
  },
  absent: { none: { 'maps.census': [census({})] } },
  unknown: { 'no list': {}, 'a cut list': { 'maps.census': [census({ complete: false })] } },
})

claims(heapBlocksBrk, {
  present: {
    'the Java heap begins 8 MiB above the native one': {
      'maps.census': [census({ brkEnd: 0x6c000000, javaHeap: { low: 0x6c800000, high: 0xec800000 } })],
    },
  },
  absent: {
    'a heap far up in the address space': {
      'maps.census': [census({ brkEnd: 0x6c000000, javaHeap: { low: 0x7000_0000_0000, high: 0x7001_0000_0000 } })],
    },
    'a heap below the native one': {
      'maps.census': [census({ brkEnd: 0x5555_0000_0000, javaHeap: { low: 0xc000_0000, high: 0x1_0000_0000 } })],
    },
  },
  unknown: { 'no list': {}, 'a list without the two rows': { 'maps.census': [census({})] } },
})

claims(jarDeletedOrReplaced, {
  present: { 'app.jar (deleted)': { 'maps.census': [census({ deletedLibraries: ['app.jar'] })] } },
  absent: { 'a complete list without one': { 'maps.census': [census({ deletedLibraries: ['libz.so'] })] } },
  unknown: { 'no list': {}, 'a cut list': { 'maps.census': [census({ complete: false })] } },
})

claims(mapFailedThrown, {
  present: {
    'IOException: Map failed in the broker log': { 'log.exception': [trace('java.io.IOException: Map failed')] },
    'the crash log remembers OutOfMemoryError: Map failed': {
      'crash.internal-exception': [{ className: 'java/lang/OutOfMemoryError', message: 'Map failed', ...ONCE }],
    },
  },
  absent: { 'a log read from end to end': { 'log.window': [WHOLE_LOG] } },
  unknown: {
    'no log': {},
    'a log that stops before the crash': { 'log.window': [{ ...WHOLE_LOG, complete: false }] },
    'another error': { 'log.exception': [trace('java.lang.OutOfMemoryError: Java heap space')] },
  },
})

claims(mapFailedInIndex, {
  present: {
    'Map failed below OffsetIndex': {
      'log.exception': [trace('java.lang.OutOfMemoryError: Map failed', 'kafka.log.OffsetIndex.<init>')],
    },
    'the trace is cut before its cause': {
      'log.exception': [trace('java.io.IOException: Map failed', 'kafka.log.OffsetIndex.resize')],
    },
  },
  absent: {
    'Map failed below Lucene': {
      'log.exception': [
        trace('java.lang.OutOfMemoryError: Map failed', 'org.apache.lucene.store.MMapDirectory.openInput'),
      ],
    },
  },
  unknown: { 'no trace': {} },
})

claims(indexResizeInStack, {
  present: {
    'AbstractIndex.resize is in the trace': {
      'log.exception': [trace('java.io.IOException: Map failed', 'kafka.log.AbstractIndex.resize')],
    },
  },
  absent: {
    'the index was loaded, not resized': {
      'log.exception': [trace('java.io.IOException: Map failed', 'kafka.log.LazyIndex.get')],
    },
  },
  unknown: { 'no trace': {} },
})

claims(heapMappingRefused, {
  present: {
    'ZGC maps what it has committed already': {
      'crash.internal-error': [{ message: 'fatal error: Failed to map memory (Not enough space)' }],
    },
  },
  unknown: {
    'nothing was read': {},
    'a commit takes memory': {
      'crash.internal-error': [{ message: 'fatal error: Failed to commit memory (Not enough space)' }],
    },
  },
})

claims(guardPagesRefused, {
  present: {
    'the console says so, which takes no memory but one more mapping': {
      'jvm.guard-pages-failed': [{ action: 'protect', count: 3 }],
    },
    'mprotect is what failed': {
      'crash.native-oom': [{ call: 'mprotect', bytes: 16_384, reason: 'memory to guard stack pages' }],
    },
  },
  absent: {
    'a whole crash log of another request': {
      'crash.native-oom': [{ call: 'malloc', bytes: 32_744, reason: 'ChunkPool::allocate' }],
      'crash.log': [{ complete: true, sections: [], kind: 'native-oom' }],
    },
  },
  unknown: {
    'nothing was read': {},
    'a crash log does not repeat the warnings of the console': {
      'crash.log': [{ complete: true, sections: [], kind: 'signal' }],
    },
    'to allocate guard pages takes memory': { 'jvm.guard-pages-failed': [{ action: 'allocate', count: 1 }] },
  },
})

const GUARD_ZONE: FactTypes['crash.native-oom'] = { call: 'mmap', bytes: 16_384, reason: 'committing reserved memory' }

claims(guardPageCommitRefused, {
  present: {
    'a new thread set up its guard zone': {
      'crash.native-oom': [GUARD_ZONE],
      ...stack('V libjvm.so os::pd_commit_memory', 'V libjvm.so os::pd_create_stack_guard_pages'),
    },
  },
  absent: { 'metaspace grew': { 'crash.native-oom': [GUARD_ZONE], ...stack('V libjvm.so Metaspace::allocate') } },
  unknown: { 'the stack is not printed': { 'crash.native-oom': [GUARD_ZONE] } },
})

claims(mappingSplitRefused, {
  present: {
    'Lucene was refused posix_madvise with EAGAIN': {
      'log.exception': [trace('java.io.IOException: Call to posix_madvise with address=1 failed with return code 11')],
    },
    'strace: mprotect to PROT_NONE answers ENOMEM': {
      'trace.failed-call': [{ call: 'mprotect', errno: 'ENOMEM', ...ONCE }],
    },
    'strace: munmap answers ENOMEM': { 'trace.failed-call': [{ call: 'munmap', errno: 'ENOMEM', ...ONCE }] },
  },
  unknown: {
    'nothing was read': {},
    'mprotect to writable may be refused for lack of memory too': {
      'trace.failed-call': [{ call: 'mprotect', errno: 'ENOMEM', makesWritable: true, ...ONCE }],
    },
    'mmap may be refused for lack of memory too': { 'trace.failed-call': [{ call: 'mmap', errno: 'ENOMEM', ...ONCE }] },
  },
})

const DELETED_INDEXES = (bytesEach: number): Partial<FactTypes['maps.census']> => ({
  groups: [{ kind: 'kafka-timeindex-deleted', count: 900, bytes: 900 * bytesEach, deleted: 900 }],
})

claims(deletedIndexesUntrimmed, {
  present: { 'each has the 10 MiB that are preallocated': { 'maps.census': [census(DELETED_INDEXES(10 << 20))] } },
  absent: { 'each has what a full segment needs': { 'maps.census': [census(DELETED_INDEXES(2 << 20))] } },
  unknown: {
    'no list': {},
    'few deleted ones': {
      'maps.census': [census({ groups: [{ kind: 'kafka-index-deleted', count: 4, bytes: 40 << 20, deleted: 4 }] })],
    },
  },
})

const FOLDER = (count: number) => [{ kind: 'file', detail: '/data/store', count, bytes: 4096 * count, deleted: 0 }]

claims(mappingsOfOneFolder, {
  present: {
    '64,000 of 65,531 are of /data/store': { 'maps.census': [census({ counted: 65_531, folders: FOLDER(64_000) })] },
  },
  unknown: {
    'nothing was read': {},
    'few mappings in all': { 'maps.census': [census({ counted: 400, folders: FOLDER(300) })] },
    'they are of many folders': { 'maps.census': [census({ counted: 65_531, folders: FOLDER(9000) })] },
  },
})
