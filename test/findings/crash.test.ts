// What the crash log says of the fault: the signal, the frames, the thread.

import { addressNotMapped } from '../../src/findings/address-not-mapped.ts'
import { agentInStack } from '../../src/findings/agent-in-stack.ts'
import { bufferCopyInStack } from '../../src/findings/buffer-copy-in-stack.ts'
import { callToUnrelocatedAddress } from '../../src/findings/call-to-unrelocated-address.ts'
import { compilerArenaHuge } from '../../src/findings/compiler-arena-huge.ts'
import { compilerFramesInStack } from '../../src/findings/compiler-frames-in-stack.ts'
import { compilerMemoryLimitHit } from '../../src/findings/compiler-memory-limit-hit.ts'
import { compilerThreadCurrent } from '../../src/findings/compiler-thread-current.ts'
import { crashSignalReceived } from '../../src/findings/crash-signal-received.ts'
import { diedSoonAfterStart } from '../../src/findings/died-soon-after-start.ts'
import { emulatedProcessor } from '../../src/findings/emulated-processor.ts'
import { faultAtNull } from '../../src/findings/fault-at-null.ts'
import { faultOutsideJvm } from '../../src/findings/fault-outside-jvm.ts'
import { frameInCompiledCode } from '../../src/findings/frame-in-compiled-code.ts'
import { frameInJdkLibrary } from '../../src/findings/frame-in-jdk-library.ts'
import { frameInJvm } from '../../src/findings/frame-in-jvm.ts'
import { frameInNativeLibrary } from '../../src/findings/frame-in-native-library.ts'
import { gcFramesInStack } from '../../src/findings/gc-frames-in-stack.ts'
import { gcThreadCurrent } from '../../src/findings/gc-thread-current.ts'
import { glibcOnMusl } from '../../src/findings/glibc-on-musl.ts'
import { hugePageNotSupplied } from '../../src/findings/huge-page-not-supplied.ts'
import { illegalInstruction } from '../../src/findings/illegal-instruction.ts'
import { internalErrorReported } from '../../src/findings/internal-error-reported.ts'
import { jdkMapsJars } from '../../src/findings/jdk-maps-jars.ts'
import { libzipReadsJar } from '../../src/findings/libzip-reads-jar.ts'
import { mappedPageLost } from '../../src/findings/mapped-page-lost.ts'
import { memoryPagePoisoned } from '../../src/findings/memory-page-poisoned.ts'
import { muslLibc } from '../../src/findings/musl-libc.ts'
import { nativeCodeAborted } from '../../src/findings/native-code-aborted.ts'
import { nativeHeapCorrupted } from '../../src/findings/native-heap-corrupted.ts'
import { perfDataInStack } from '../../src/findings/perf-data-in-stack.ts'
import { reservationBeyond32Bits } from '../../src/findings/reservation-beyond-32-bits.ts'
import { reservationOf32BitSize } from '../../src/findings/reservation-of-32-bit-size.ts'
import { safepointAbortReported } from '../../src/findings/safepoint-abort-reported.ts'
import { segfaultWithoutCrashLog } from '../../src/findings/segfault-without-crash-log.ts'
import { signalNotAFault } from '../../src/findings/signal-not-a-fault.ts'
import { signalSentByProcess } from '../../src/findings/signal-sent-by-process.ts'
import { stackExhausted } from '../../src/findings/stack-exhausted.ts'
import { threadLeftAttached } from '../../src/findings/thread-left-attached.ts'
import { unsafeInStack } from '../../src/findings/unsafe-in-stack.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'
import type { FactValues } from '../../src/testing.ts'
import { census, claims, frame, gcRun, ONCE, stack } from './claims.ts'

const CRASH_LOG = { complete: true, sections: [], kind: 'signal' } as const
const OOM_LOG = { ...CRASH_LOG, kind: 'native-oom' } as const

function signal(
  name: string,
  siCodeName: string,
  siCode: number,
  said: Partial<FactTypes['crash.signal']> = {},
): FactValues {
  return { 'crash.signal': [{ name, siCodeName, siCode, ...said }] }
}

const SEGV = signal('SIGSEGV', 'SEGV_MAPERR', 1, { siAddress: '0x00007f3a10000000' })
const KILLED_BY = signal('SIGSEGV', 'SI_USER', 0, { siPid: 4711, siUid: 1000 })
const LAB_KILLED = { 'crash.signal': [{ name: 'SIGSEGV', sentBy: 'kill' }] }

claims(crashSignalReceived, {
  present: { 'SIGSEGV at an address': SEGV },
  absent: { 'the crash log is of a refused allocation': { 'crash.log': [OOM_LOG] } },
  unknown: { 'nothing was read': {} },
})

claims(addressNotMapped, {
  present: { SEGV_MAPERR: SEGV },
  absent: { 'SEGV_ACCERR: mapped, but not for this access': signal('SIGSEGV', 'SEGV_ACCERR', 2) },
  unknown: { 'no signal': {}, 'the banner alone prints no code': LAB_KILLED },
})

claims(faultAtNull, {
  present: {
    'a field of a null structure': signal('SIGSEGV', 'SEGV_MAPERR', 1, { siAddress: '0x0000000000000010' }),
  },
  absent: {
    'an address in the middle of nowhere': SEGV,
    'a division has no address': { 'crash.signal': [{ name: 'SIGFPE' }] },
  },
  unknown: {
    'no address': signal('SIGSEGV', 'SEGV_MAPERR', 1),
    'SI_KERNEL has no address: 0 stands for a non-canonical one': signal('SIGSEGV', 'SI_KERNEL', 128, {
      siAddress: '0x0',
    }),
  },
})

claims(memoryPagePoisoned, {
  present: {
    BUS_MCEERR_AR: signal('SIGBUS', 'BUS_MCEERR_AR', 4),
    'the kernel tells whom it sent SIGBUS': {
      'kernel.hardware-error': [
        {
          kind: 'memory',
          message: 'Memory failure: 0x2a81c4: Sending SIGBUS to java:9079 due to hardware memory corruption',
          ...ONCE,
        },
      ],
    },
  },
  unknown: {
    'no signal': {},
    'a mapped file lost its page': signal('SIGBUS', 'BUS_ADRERR', 2),
    'another program had the page': {
      'kernel.hardware-error': [
        {
          kind: 'memory',
          message: 'Memory failure: 0x1: Killing chrome:71 due to hardware memory corruption',
          ...ONCE,
        },
      ],
    },
  },
})

claims(illegalInstruction, {
  present: {
    ILL_ILLOPN: signal('SIGILL', 'ILL_ILLOPN', 2),
    'the kernel saw an invalid opcode': {
      'kernel.segfault': [{ command: 'java', pid: 7, library: 'libtensorflow_jni.so', trap: 'invalid opcode' }],
    },
  },
  absent: {
    'a segmentation fault': SEGV,
    'SIGILL that the JVM sent to its own thread': signal('SIGILL', 'SI_TKILL', -6, { siPidSelf: true }),
  },
  unknown: {
    'no signal': {},
    'a segmentation fault that the kernel saw': { 'kernel.segfault': [{ command: 'java' }] },
  },
})

claims(mappedPageLost, {
  present: {
    'BUS_ADRERR: the file is shorter than its mapping': signal('SIGBUS', 'BUS_ADRERR', 2),
    'Windows: EXCEPTION_IN_PAGE_ERROR': { 'crash.signal': [{ name: 'EXCEPTION_IN_PAGE_ERROR' }] },
  },
  absent: {
    'a segmentation fault': SEGV,
    'BUS_ADRALN is alignment': signal('SIGBUS', 'BUS_ADRALN', 1),
    'BUS_MCEERR_AR is bad memory': signal('SIGBUS', 'BUS_MCEERR_AR', 4),
    'SIGBUS sent by kill': { 'crash.signal': [{ name: 'SIGBUS', sentBy: 'kill' }] },
  },
  unknown: {
    'no signal': {},
    'macOS raises SIGBUS for guard pages and unwritable code too': {
      ...signal('SIGBUS', 'BUS_ADRERR', 2, { number: '0xa' }),
      'jvm.version': [{ version: '17.0.9+9', platform: 'bsd-aarch64' }],
    },
  },
})

claims(signalSentByProcess, {
  present: {
    'si_pid names the sender': KILLED_BY,
    'the header says "(sent by kill)"': LAB_KILLED,
    'the banner has no sender of SIGILL, the crash log names one': {
      'crash.signal': [
        { name: 'SIGILL', sentBy: 'kill' },
        { name: 'SIGILL', sentBy: 'kill', siCode: 0, siCodeName: 'SI_USER', siPid: 4711 },
      ],
    },
  },
  absent: {
    'a fault has no sender': SEGV,
    'the JVM sent it to itself': signal('SIGILL', 'SI_TKILL', -6, { siPidSelf: true }),
    'SI_KERNEL is the kernel': signal('SIGSEGV', 'SI_KERNEL', 128),
    'abort() sends SIGABRT to its own thread, "sent by kill" as the header says': {
      'crash.signal': [{ name: 'SIGABRT', sentBy: 'kill' }],
    },
  },
  unknown: {
    'no signal': {},
    'SIGILL by tkill may be the JVM, which so aborts a thread that misses its safepoint': {
      'crash.signal': [{ name: 'SIGILL', sentBy: 'kill' }],
    },
  },
})

claims(signalNotAFault, {
  present: { 'sent by another process': KILLED_BY, 'sent by the JVM': signal('SIGILL', 'SI_TKILL', -6) },
  absent: { 'a fault of the code that ran': SEGV },
  unknown: {
    'no signal': {},
    'no code is printed': { 'crash.signal': [{ name: 'SIGSEGV' }] },
    'abort() raises SIGABRT': { 'crash.signal': [{ name: 'SIGABRT', sentBy: 'kill' }] },
  },
})

claims(faultOutsideJvm, {
  present: {
    'the C library, its caller not printed': { ...SEGV, ...stack('C libc.so.6 pthread_kill') },
    'on Alpine the loader is the C library': { ...SEGV, ...stack('C ld-musl-x86_64.so.1 strlen') },
    'no library at all': {
      ...SEGV,
      'crash.problematic-frame': [{ kind: 'C', text: 'C  0x0000000000000000', line: 8 }],
    },
  },
  absent: {
    'the JVM': { ...SEGV, ...stack('V libjvm.so JVM_Sleep') },
    'a library of the JDK': { ...SEGV, ...stack('C libzip.so newEntry') },
    'the caller is printed': { ...SEGV, ...stack('C libc.so.6 memcpy', 'C liblz4-java-1.so LZ4_decompress_fast') },
  },
  unknown: { 'no signal': stack('C libc.so.6 memcpy'), 'no stack': SEGV },
})

claims(emulatedProcessor, {
  present: {
    'QEMU translates every instruction': { os: [{ family: 'linux', cpuModel: 'QEMU TCG CPU version 2.5+' }] },
    Rosetta: { os: [{ family: 'linux', cpuModel: 'VirtualApple @ 2.50GHz' }] },
  },
  absent: {
    'KVM runs instructions on the processor itself': {
      os: [{ family: 'linux', cpuModel: 'QEMU Virtual CPU version 2.5+' }],
    },
  },
  unknown: { 'the processor is not printed': { os: [{ family: 'linux' }] } },
})

function refusedHeap(kb: number): FactValues {
  return { 'jvm.startup-failed': [{ message: `Could not reserve enough space for ${kb}KB object heap` }] }
}

claims(reservationBeyond32Bits, {
  present: {
    '8 GiB': refusedHeap(8_388_608),
    'in the words of JDK 25': {
      'jvm.startup-failed': [{ message: 'Could not reserve enough space for 8388608 KB object heap' }],
    },
  },
  unknown: { '2,000 MiB may be too much for 32 bits': refusedHeap(2_048_000), 'nothing was read': {} },
})

claims(reservationOf32BitSize, {
  present: { '2,000 MiB': refusedHeap(2_048_000) },
  unknown: {
    'a small heap finds room in 32 bits too': refusedHeap(262_144),
    'a 32-bit JVM says of 8 GiB that they are not representable': refusedHeap(8_388_608),
    'the size is not printed': {
      'jvm.startup-failed': [{ message: 'Could not reserve enough space for object heap' }],
    },
    'the JVM is a 64-bit one': { ...refusedHeap(2_048_000), 'jvm.version': [{ version: '17', bits: 64 }] },
  },
})

claims(frameInJvm, {
  present: { 'V [libjvm.so]': stack('V libjvm.so Unsafe_SetMemory') },
  absent: { 'C [libc.so.6]': stack('C libc.so.6 memcpy') },
  unknown: { 'no stack': {} },
})

claims(frameInJdkLibrary, {
  present: {
    'C [libzip.so]': stack('C libzip.so newEntry'),
    'Windows raises a C++ exception for its caller': stack('C KERNELBASE.dll', 'C VCRUNTIME140.dll', 'C awt.dll'),
  },
  absent: { 'a library of the application': stack('C librocksdbjni1.so rocksdb::Get') },
  unknown: { 'no stack': {} },
})

claims(threadLeftAttached, {
  present: { 'the CPU time of a thread that is gone': stack('C libpthread.so.0 pthread_getcpuclockid') },
  absent: { 'another call of the C library': stack('C libc.so.6 memcpy') },
  unknown: { 'no stack': {} },
})

claims(frameInCompiledCode, {
  present: { 'J java.util.HashMap.get': stack('J java.util.HashMap.get') },
  absent: { 'j is interpreted': stack('j java.util.HashMap.get') },
  unknown: { 'no stack': {} },
})

claims(frameInNativeLibrary, {
  present: {
    'the fault is in RocksDB': stack('C librocksdbjni123.so rocksdb::DBIter::Seek'),
    'no crash log, but the kernel names the library': {
      'kernel.segfault': [{ command: 'java', pid: 7, library: 'librocksdbjni3.so' }],
    },
    'a JNI function was given a bad reference': stack(
      'V libjvm.so AccessInternal::PostRuntimeDispatch<G1BarrierSet::AccessBarrier>::oop_access_barrier',
      'V libjvm.so jni_GetObjectField',
      'C libtree-sitter.so Java_org_example_Node_getType',
    ),
    'a handle that is none was given to a JNI function': stack(
      'V libjvm.so oopDesc* JNIHandles::resolve_impl<0ul, false>(_jobject*)',
      'C libjfxwebkit.so',
    ),
    'memset faults for the library of a compiled native method': stack(
      'C libc.so.6',
      'J 266  com.example.Codec.leak(I)V (0 bytes) @ 0x00007f5e9beda67b',
    ),
    'and of an interpreted one': stack('C libc.so.6', 'j com.example.Codec.leak(I)V+0'),
    'memcpy faults for its caller, which is lz4': stack('C libc.so.6 memcpy', 'C liblz4-java-1.so LZ4_decompress_fast'),
  },
  absent: {
    'the JVM itself': stack('V libjvm.so JNI_CreateJavaVM'),
    'the JVM, in its own call of a library': stack('V libjvm.so os::dll_load', 'C libfoo.so init'),
    'libzip belongs to the JDK': stack('C libzip.so newEntry'),
    'memcpy for a native method of the JDK': stack(
      'C libc.so.6 memcpy',
      'j java.util.zip.CRC32.updateBytes0(I[BII)I+0',
    ),
    'memcpy for the JVM': stack('C libc.so.6 memcpy', 'V libjvm.so PerfLongVariant::sample'),
  },
  unknown: { 'no stack': {}, 'memcpy for somebody who is not printed': stack('C libc.so.6 memcpy') },
})

claims(agentInStack, {
  present: {
    'async-profiler walks the stack': stack(
      'V libjvm.so forte_fill_call_trace_given_top',
      'C libasyncProfiler.so Profiler::recordSample',
    ),
    'only AsyncGetCallTrace walks a stack like this': stack('V libjvm.so vframeStreamForte::forte_next'),
    'a library that was given by -agentpath': {
      ...stack('C liblabagent.so crash_now'),
      'jvm.agent': [{ path: '/opt/agent/liblabagent.so' }],
    },
  },
  absent: {
    'an agent is loaded and has no part in it': {
      ...stack('C librocksdbjni1.so rocksdb::Get'),
      'jvm.agent': [{ path: '/opt/dd/dd-java-agent.jar' }],
    },
  },
  unknown: { 'no stack': {} },
})

claims(bufferCopyInStack, {
  present: {
    'arraycopy for a direct buffer': stack(
      'v StubRoutines::jbyte_disjoint_arraycopy',
      'J java.nio.DirectByteBuffer.get',
    ),
    'a bulk get, for which Unsafe copies in JDK 17 and 25': stack(
      'v StubRoutines::jlong_disjoint_arraycopy_avx3',
      'V libjvm.so Unsafe_CopyMemory0',
      'J jdk.internal.misc.Unsafe.copyMemory0',
      'j jdk.internal.misc.Unsafe.copyMemory',
      'j jdk.internal.misc.ScopedMemoryAccess.copyMemoryInternal',
      'j java.nio.ByteBuffer.getArray',
    ),
    'compiled access to a buffer or segment': stack('J jdk.internal.misc.ScopedMemoryAccess.getByte'),
  },
  absent: {
    'arraycopy of heap arrays': stack('v StubRoutines::jbyte_disjoint_arraycopy', 'J java.lang.String.getBytes'),
  },
  unknown: { 'no stack': {} },
})

claims(unsafeInStack, {
  present: {
    Unsafe_PutInt: stack('V libjvm.so Unsafe_PutInt'),
    'what fills memory for Unsafe.setMemory': stack('V libjvm.so Copy::fill_to_memory_atomic'),
    'the compiler put its methods into a class built on it': stack(
      'J io.netty.buffer.PooledUnsafeHeapByteBuf._getLong',
    ),
    "Spark's access to raw memory": stack('J org.apache.spark.unsafe.Platform.getLong'),
  },
  absent: {
    'another part of the JVM': stack('V libjvm.so JVM_Sleep'),
    'compiled code that has nothing to do with it': stack('J java.util.HashMap.get', 'J org.example.UnsafeCache.get'),
  },
  unknown: {
    'no stack': {},
    'the stack is cut: a buffer or a cache may be copied': stack(
      'v StubRoutines::jlong_disjoint_arraycopy',
      'V libjvm.so Unsafe_CopyMemory0',
    ),
  },
})

claims(compilerFramesInStack, {
  present: {
    PhaseIdealLoop: stack('V libjvm.so PhaseIdealLoop::build_loop_late_post'),
    'below the report of a failed check, with return types': stack(
      'V libjvm.so void VMError::report_and_die()',
      'V libjvm.so void report_vm_error(const char*,int,const char*)',
      'V libjvm.so void Compile::fill_buffer(CodeBuffer*,unsigned*)',
    ),
  },
  absent: { G1: stack('V libjvm.so G1ParScanThreadState::copy_to_survivor_space') },
  unknown: {
    'no stack': {},
    'jvm.dll without symbols names no function': stack('V jvm.dll'),
    'a banner, which does not print who called': {
      'crash.problematic-frame': [frame('V libjvm.so ClassLoaderData::is_alive')],
    },
  },
})

const HUGE_PAGES: FactValues = {
  ...signal('SIGBUS', 'BUS_ADRERR', 2, { siAddress: '0x0000000640000000' }),
  'jvm.flag': [{ name: 'UseLargePages', value: true }],
}
const HEAP = { mode: 'Zero based', heapAddress: '0x0000000600000000', sizeMb: 8192 }

claims(hugePageNotSupplied, {
  present: {
    'the address lies in the heap': { ...HUGE_PAGES, 'memory.compressed-oops': [HEAP] },
    'the heap is being touched for the first time': { ...HUGE_PAGES, ...stack('V libjvm.so PretouchTask::work') },
  },
  unknown: {
    'nothing was read': {},
    'a mapped file lies elsewhere': {
      ...HUGE_PAGES,
      'memory.compressed-oops': [{ ...HEAP, heapAddress: '0x0000000700000000' }],
    },
    'a heap in small pages': { ...HUGE_PAGES, 'jvm.flag': [], 'memory.compressed-oops': [HEAP] },
  },
})

claims(gcFramesInStack, {
  present: { copy_to_survivor_space: stack('V libjvm.so G1ParScanThreadState::copy_to_survivor_space') },
  absent: {
    'the compiler': stack('V libjvm.so PhaseIdealLoop::build_loop_late_post'),
    'a barrier of a Java thread': stack('V libjvm.so AccessInternal::Dispatch<G1BarrierSet::AccessBarrier>::load'),
  },
  unknown: { 'no stack': {} },
})

claims(perfDataInStack, {
  present: {
    'PerfLongVariant::sample': stack('V libjvm.so PerfLongVariant::sample', 'V libjvm.so StatSampler::sample_data'),
  },
  absent: { 'another part of the JVM': stack('V libjvm.so JVM_Sleep') },
  unknown: { 'no stack': {} },
})

claims(libzipReadsJar, {
  present: {
    'newEntry reads the directory of a jar through its mapping': stack(
      'C libzip.so newEntry',
      'C libzip.so ZIP_GetEntry2',
    ),
    'memcpy for ZipFile.getEntry': stack('C libc.so.6 memcpy', 'j java.util.zip.ZipFile.getEntry'),
  },
  absent: {
    'libzip inflates a stream': stack('C libzip.so inflate_fast'),
    'libc for somebody else': stack('C libc.so.6 memcpy'),
  },
  unknown: { 'no stack': {} },
})

claims(jdkMapsJars, {
  present: { 'JDK 8': { 'jvm.version': [{ version: '1.8.0_392', major: 8 }] } },
  absent: { 'JDK 9 reads it in Java': { 'jvm.version': [{ version: '9.0.4', major: 9 }] } },
  unknown: { 'the version is not known': {} },
})

claims(compilerThreadCurrent, {
  present: { 'C2 CompilerThread0': { 'crash.thread': [{ type: 'JavaThread', name: 'C2 CompilerThread0' }] } },
  absent: { main: { 'crash.thread': [{ type: 'JavaThread', name: 'main' }] } },
  unknown: { 'no thread is printed': {} },
})

claims(gcThreadCurrent, {
  present: {
    'GC Thread#3': { 'crash.thread': [{ type: 'WorkerThread', name: 'GC Thread#3' }] },
    'the VM thread in a collection': {
      'crash.thread': [{ type: 'VMThread', name: 'VM Thread' }],
      'crash.vm-operation': [{ name: 'G1CollectForAllocation' }],
    },
  },
  absent: {
    main: { 'crash.thread': [{ type: 'JavaThread', name: 'main' }] },
    'the VM thread in another operation': {
      'crash.thread': [{ type: 'VMThread', name: 'VM Thread' }],
      'crash.vm-operation': [{ name: 'PrintThreads' }],
    },
  },
  unknown: { 'no thread is printed': {} },
})

const CHUNK: FactTypes['crash.native-oom'] = { call: 'malloc', bytes: 536_870_920, reason: 'Chunk::new' }

claims(compilerMemoryLimitHit, {
  present: {
    'C2 at its limit of one gigabyte': {
      'crash.internal-error': [
        {
          file: 'compilationMemoryStatistic.cpp',
          message:
            'fatal error: c2 (412) org/example/Big::parse((I)V): Hit MemLimit - limit: 1073741824 now: 1073790976',
        },
      ],
    },
  },
  absent: { 'another check': { 'crash.internal-error': [{ message: 'guarantee(x) failed' }] } },
  unknown: { 'no internal error': {} },
})
claims(compilerArenaHuge, {
  present: {
    'C2 asked for half a gigabyte': {
      'crash.native-oom': [CHUNK],
      'crash.thread': [{ type: 'JavaThread', name: 'C2 CompilerThread0' }],
      'crash.compile-task': [{ compiler: 'C2', method: 'org.example.Big::parse', text: '' }],
    },
  },
  absent: {
    'C2 asked for one usual chunk of 32 KiB': {
      'crash.native-oom': [{ ...CHUNK, bytes: 32_744 }],
      'crash.thread': [{ type: 'JavaThread', name: 'C2 CompilerThread0' }],
    },
    'mmap for the heap': {
      'crash.native-oom': [{ call: 'mmap', bytes: 536_870_912, reason: 'committing reserved memory' }],
      'crash.thread': [{ type: 'JavaThread', name: 'main' }],
    },
  },
  unknown: {
    'no request': {},
    'the banner does not name the thread': { 'crash.native-oom': [CHUNK] },
  },
})

claims(stackExhausted, {
  present: {
    'the stack pointer is below the stack': {
      ...SEGV,
      'crash.stack-bounds': [{ low: '0x00007f0000100000', high: '0x00007f0000200000', sp: '0x00007f00000ffff0' }],
    },
    'three KiB are free': { ...SEGV, 'crash.stack-bounds': [{ freeKb: 3 }] },
    'a free space of 18,014,398,509,447,136 KiB: the difference wrapped': {
      ...SEGV,
      'crash.stack-bounds': [{ freeKb: 18_014_398_509_447_136 }],
    },
    'Windows says so': { 'crash.signal': [{ name: 'EXCEPTION_STACK_OVERFLOW' }] },
    'the JVM says that the red zone was reached': {
      'jvm.warning': [{ topic: 'stack-red-zone', message: 'An irrecoverable stack overflow has occurred.', ...ONCE }],
    },
  },
  absent: { '1,000 KiB are free': { ...SEGV, 'crash.stack-bounds': [{ freeKb: 1000 }] } },
  unknown: {
    'the bounds are not printed': SEGV,
    'the signal was sent: whatever is free says nothing': { ...LAB_KILLED, 'crash.stack-bounds': [{ freeKb: 3 }] },
  },
})

claims(internalErrorReported, {
  present: {
    'a guarantee failed': {
      'crash.internal-error': [{ file: 'g1Policy.cpp', line: 12, message: 'guarantee(x > 0) failed: must be' }],
      'crash.log': [{ ...CRASH_LOG, kind: 'internal-error' }],
    },
  },
  absent: {
    'the JVM was told to crash at an OutOfMemoryError': {
      'crash.internal-error': [{ file: 'debug.cpp', message: 'fatal error: OutOfMemory encountered: Java heap space' }],
    },
  },
  unknown: {
    'no internal error': {},
    'the log is cut before the message, and debug.cpp raises many errors': {
      'crash.internal-error': [{ file: 'debug.cpp', line: 362 }],
      'crash.log': [{ ...CRASH_LOG, kind: 'internal-error', complete: false }],
    },
  },
})

const ABORT_FLAG = { name: 'AbortVMOnSafepointTimeout', value: true } as const

claims(safepointAbortReported, {
  present: {
    'the fatal error says so': {
      'crash.internal-error': [{ message: 'fatal error: Safepoint sync time longer than 10000 ms detected' }],
    },
    'an operation of the JVM took too long (AbortVMOnVMOperationTimeout)': {
      'crash.internal-error': [{ message: 'fatal error: VM operation took too long: 4 ms (timeout: 1 ms)' }],
    },
    'SIGILL to its own thread under the flag': {
      ...signal('SIGILL', 'SI_TKILL', -6, { siPidSelf: true }),
      'jvm.flag': [ABORT_FLAG],
    },
  },
  absent: { 'the flag is not set': { ...SEGV, 'jvm.flag': [{ name: 'MaxHeapSize', value: 1 }] } },
  unknown: { 'the flags are not known': SEGV },
})

claims(nativeCodeAborted, {
  present: {
    'its last words': {
      'native.abort': [{ message: 'terminate called after throwing' }],
      'process.exit': [{ code: 134 }],
    },
    'a crash log of SIGABRT': signal('SIGABRT', 'SI_TKILL', -6),
    'its banner calls that "sent by kill"': { 'crash.signal': [{ name: 'SIGABRT', sentBy: 'kill' }] },
  },
  unknown: {
    'nothing was read': {},
    'another process sent SIGABRT': signal('SIGABRT', 'SI_USER', 0, { siPid: 4711, siPidSelf: false }),
    'exit code 134 alone: the JVM aborts too': { 'process.exit': [{ code: 134 }] },
    'the JVM aborted, after it had written its crash log': {
      'native.abort': [{ message: 'Aborted' }],
      'crash.log': [CRASH_LOG],
    },
  },
})

claims(nativeHeapCorrupted, {
  present: { 'double free or corruption': { 'native.abort': [{ message: 'double free or corruption (out)' }] } },
  unknown: { 'nothing was read': {}, 'an assertion': { 'native.abort': [{ message: 'Assertion `x > 0` failed' }] } },
})

claims(segfaultWithoutCrashLog, {
  present: {
    'exit code 139: after a crash log it would be 134': { 'process.exit': [{ code: 139 }] },
    'the kernel prints a segfault of java only where no handler takes it': {
      'kernel.segfault': [{ command: 'java', pid: 7 }],
    },
  },
  absent: { 'there is a crash log': { 'process.exit': [{ code: 139 }], 'crash.log': [CRASH_LOG] } },
  unknown: {
    'nothing was read': {},
    'another program': { 'kernel.segfault': [{ command: 'nginx', pid: 7 }] },
    'an invalid opcode is no bad address': { 'kernel.segfault': [{ command: 'java', trap: 'invalid opcode' }] },
    'exit code 1': { 'process.exit': [{ code: 1 }] },
  },
})

claims(muslLibc, {
  present: {
    'the system says musl': { os: [{ family: 'linux', libc: 'musl' }] },
    'Alpine has no other': { os: [{ family: 'linux', distribution: 'Alpine Linux v3.16' }] },
    'the build is one of Alpine': { 'jvm.version': [{ version: '17.0.3+7', build: '17.0.3+7-alpine-r0' }] },
    "musl's loader is in the stack": stack('C ld-musl-x86_64.so.1 strlen'),
    "musl's loader is mapped": { 'maps.census': [census({ libraries: ['ld-musl-x86_64.so.1'] })] },
  },
  absent: { glibc: { os: [{ family: 'linux', libc: 'glibc' }] } },
  unknown: { 'not said': { os: [{ family: 'linux' }] } },
})

const JUMPED = { name: 'SIGSEGV', pc: '0x0000000000003f40', siCodeName: 'SEGV_MAPERR', siAddress: '0x0000000000003f40' }

claims(callToUnrelocatedAddress, {
  present: {
    'a library jumped to an offset': {
      ...stack('C 0x0000000000003f40', 'C libgrpc_tcnative.so JNI_OnLoad'),
      'crash.signal': [JUMPED],
    },
    'no frame below: somebody jumped': { ...stack('C 0x0000000000003f40'), 'crash.signal': [JUMPED] },
    "a library's constructor jumped, called by musl's dlopen": {
      ...stack('C 0x0000000000003f40', 'C ld-musl-aarch64.so.1 dlopen'),
      'crash.signal': [JUMPED],
    },
  },
  absent: {
    'code of an executable that cannot be moved': {
      ...stack('C java main'),
      'crash.signal': [{ ...JUMPED, pc: '0x474ed4', siAddress: '0x474ed4' }],
    },
    'code at a usual address': {
      ...stack('C libgrpc_tcnative.so JNI_OnLoad'),
      'crash.signal': [{ ...JUMPED, pc: '0x00007f77fb774171' }],
    },
    'a null pointer was called': {
      ...stack('C 0x0000000000000008', 'C libgrpc_tcnative.so JNI_OnLoad'),
      'crash.signal': [{ ...JUMPED, pc: '0x8', siAddress: '0x8' }],
    },
    'the JVM itself jumped': {
      ...stack('C 0x0000000000003f40', 'V libjvm.so JavaCalls::call'),
      'crash.signal': [JUMPED],
    },
  },
  unknown: {
    'no signal': {},
    'Windows has another loader': {
      ...stack('C 0x0000000000003f40'),
      'crash.signal': [JUMPED],
      'jvm.version': [{ version: '8.0_281', platform: 'windows-x86' }],
    },
  },
})

claims(glibcOnMusl, {
  present: {
    'the loader cannot resolve a symbol': {
      'jvm.warning': [
        { topic: 'loader', message: 'Error relocating /tmp/libsnappy.so: __memcpy_chk: symbol not found', ...ONCE },
      ],
    },
    'the fault is in init_have_lse_atomics': stack('C libzstd-jni.so init_have_lse_atomics'),
  },
  absent: {
    'the C library is glibc': { os: [{ family: 'linux', libc: 'glibc' }] },
    Windows: { os: [{ family: 'windows' }] },
  },
  unknown: {
    'nothing was read': {},
    'the C library is not said': { os: [{ family: 'linux' }] },
    "a fault in musl's own code is its caller's": stack('C ld-musl-x86_64.so.1 strlen'),
    'musl, and no sign of glibc code': { os: [{ family: 'linux', libc: 'musl' }] },
  },
})

claims(diedSoonAfterStart, {
  present: {
    '40 s old': { 'crash.log': [{ ...CRASH_LOG, uptimeSeconds: 40 }] },
    'the last run of a GC log counts': {
      'gc.run': [gcRun({ uptimeToSeconds: 90_000, ending: 'orderly' }), gcRun({ uptimeToSeconds: 30 })],
    },
  },
  absent: {
    'three days old': { 'crash.log': [{ ...CRASH_LOG, uptimeSeconds: 259_200 }] },
    'a cut GC log of three days': { 'gc.run': [gcRun({ uptimeToSeconds: 259_200, ending: 'truncated' })] },
  },
  unknown: {
    'nothing was read': {},
    'a GC log that is cut after 30 s: it lived on for an unknown time': {
      'gc.run': [gcRun({ uptimeToSeconds: 30, ending: 'truncated' })],
    },
    'it ended in order': { 'gc.run': [gcRun({ uptimeToSeconds: 30, ending: 'orderly' })] },
  },
})
