import type { AnyFact, Fact } from '../../model/fact.ts'
import type { CrashFrame } from '../../model/fact-types.ts'
import { defineFinding, type FindingRule } from '../../model/finding.ts'

interface CrashFacts {
  readonly 'crash.problematic-frame': readonly Fact<'crash.problematic-frame'>[]
  readonly 'crash.stack': readonly Fact<'crash.stack'>[]
}

interface Crash {
  readonly frames: readonly CrashFrame[]
  readonly cites: readonly AnyFact[]
}

/** The frame that faulted, and those below it; the banner alone has just the first. */
export function crashFrames(facts: CrashFacts): Crash {
  const top = facts['crash.problematic-frame'][0]
  const stack = facts['crash.stack'][0]
  if (top !== last.top || stack !== last.stack) last = { top, stack, crash: crashOf(top, stack) }
  return last.crash
}

/** A dozen findings ask for the frames of one incident, one after the other. */
let last: { readonly top: Top; readonly stack: Stack; readonly crash: Crash } = {
  top: undefined,
  stack: undefined,
  crash: { frames: [], cites: [] },
}

type Top = Fact<'crash.problematic-frame'> | undefined
type Stack = Fact<'crash.stack'> | undefined

function crashOf(top: Top, stack: Stack): Crash {
  const printed = stack === undefined ? [] : stack.value.native.length > 0 ? stack.value.native : stack.value.java
  const below = printed.filter(({ symbol }) => !REPORTING.test(symbol ?? ''))
  const frames =
    top === undefined || REPORTING.test(top.value.symbol ?? '')
      ? below
      : [top.value, ...below.filter((frame) => frame.text !== top.value.text)]
  return {
    frames,
    cites: [...(top === undefined ? [] : [top as AnyFact]), ...(stack === undefined ? [] : [stack as AnyFact])],
  }
}

/** Demanglers print what a function returns where the symbol holds it: templates of gcc, every symbol of Sun Studio. */
const RETURNED = String.raw`(?:[\w:]+(?:<[^()]*>)?[*&]* )?`

/** The JVM's own reporting of an error, above the frames that matter (debug.cpp, vmError.cpp). */
const REPORTING = symbolThat('VMError::|report_(?:vm_|fatal|java_|should_)|os::(?:abort|die)')

/** Symbols that begin so, with or without the type that they return. */
export function symbolThat(begins: string): RegExp {
  return new RegExp(`^${RETURNED}(?:${begins})`)
}

/** Where a frame is: `liblz4-java-1.so LZ4_decompress_fast`. */
export function frameText({ library, symbol, text }: CrashFrame): string {
  const parts = [library, symbol].filter((part) => part !== undefined)
  return parts.length === 0 ? text : parts.join(' ')
}

/** The C library and the loader: a fault there is mostly the caller's. */
export const SYSTEM_LIBRARY =
  /^(?:(?:libc|libpthread|libm|libdl|librt|ld|libgcc_s|libstdc\+\+|libsystem_\w+)(?:-[\d.]+)?\.(?:so|dylib)|ld-(?:linux|musl)|libc\.musl|linux-(?:vdso|gate)|(?:ntdll|kernel32|kernelbase|msvcrt|msvcr\d+|ucrtbase|vcruntime\d*)\.dll)/i

/** The JVM itself. */
export const JVM_LIBRARY = /^(?:libjvm\.(?:so|dylib)|jvm\.dll)$/

/** Libraries that come with the JDK. */
export const JDK_LIBRARY =
  /^(?:lib)?(?:java|zip|nio|net|verify|jimage|jli|management(?:_ext)?|instrument|jdwp|awt\w*|fontmanager|freetype|sunec|extnet|prefs|rmi|j2\w+|attach|lcms|mlib_image|javajpeg|dt_socket|jsig|syslookup|le|splashscreen)\.(?:so|dll|dylib)$/

/** Of neither the system, the JVM nor the JDK. */
export function isForeignLibrary(library: string): boolean {
  return !SYSTEM_LIBRARY.test(library) && !JVM_LIBRARY.test(library) && !JDK_LIBRARY.test(library)
}

/** The native code on whose behalf the C library faulted (memcpy and friends), or Windows raised a C++ exception. */
export function callerOfSystemLibrary(frames: readonly CrashFrame[]): CrashFrame | undefined {
  if (!SYSTEM_LIBRARY.test(frames[0]?.library ?? '')) return undefined
  const caller = frames.slice(0, 4).find(({ library }) => !SYSTEM_LIBRARY.test(library ?? ''))
  return caller?.kind === 'C' ? caller : undefined
}

/** Profilers and monitoring agents by the names of their libraries. */
export const AGENT_LIBRARY =
  /^(?:lib)?(?:asyncProfiler|async-profiler|javaProfiler|profiler\d|oneagent\w*|appdynamics\w*|jprofilerti|yjpagent|ddprof|dd-java|newrelic\w*|perfagent|wily\w*|introscope\w*|instana\w*|honest-?profiler|lagent|JPIBootLoader|dtagent|pinpoint\w*|skywalking\w*|jrebel\w*)/i

export interface FrameFinding {
  readonly id: string
  readonly title: string
  /** Whether the faulting frame is of the kind. */
  readonly is: (top: CrashFrame) => boolean
  /** The statement where it is; `place` is the frame's text. */
  readonly says: (place: string) => string
}

/** A finding about the frame that faulted: present or absent by that frame alone, unknown where no frame is printed. */
export function defineFrameFinding({ id, title, is, says }: FrameFinding): FindingRule {
  return defineFinding({
    id,
    title,
    needs: [],
    reads: ['crash.problematic-frame', 'crash.stack'],
    test(facts) {
      const { frames, cites } = crashFrames(facts)
      const [top] = frames
      if (top === undefined) return { state: 'unknown' }
      return is(top)
        ? { state: 'present', statement: says(frameText(top)), cites }
        : { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
    },
  })
}

// si_code of signals that a process sent (bits/siginfo-consts.h): SI_USER 0, SI_QUEUE -1, SI_TKILL -6.
const SENT_CODES = new Set([0, -1, -6])

/** True where the signal was sent, by whomever, and is no fault: the header or its si_code says so. */
export function isSentSignal({ sentBy, siCode, siCodeName }: CrashSignal): boolean {
  return sentBy !== undefined || (siCode !== undefined && SENT_CODES.has(siCode) && siCodeName !== 'SI_KERNEL')
}

/** abort() sends SIGABRT to its own thread, which the header calls "sent by kill" too: only si_pid tells of another. */
export function isOwnAbort({ name, siPid, siPidSelf }: CrashSignal): boolean {
  return name === 'SIGABRT' && (siPid === undefined || siPidSelf === true)
}

type CrashSignal = Fact<'crash.signal'>['value']
