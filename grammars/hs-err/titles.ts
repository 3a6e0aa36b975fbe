// The titles that sections of a crash log begin with, from JDK 7 to 25, in the order in which they are usually printed.
// A title may carry its whole section on its own line.
//
// Source: the STEP list of utilities/vmError.cpp and what each step calls; JDK 8: VMError::report in the same file.

/**
 * How far a section reaches: its own `line`; the `paragraph` up to a blank line; or `open`, up to the next title, with
 * blank lines inside. `opaque` is open too, and holds dumps of memory and code that nobody reads line by line.
 */
export type Extent = 'line' | 'paragraph' | 'open' | 'opaque'

/** `starts`: what the line begins with, as it is or as a pattern. */
export interface Title {
  readonly id: string
  readonly extent: Extent
  readonly starts: readonly (string | RegExp)[]
}

function title(id: string, extent: Extent, ...starts: readonly (string | RegExp)[]): Title {
  return { id, extent, starts }
}

export const TITLES: readonly Title[] = [
  title('jcmd-pid', 'line', /^\d+:[ \r]*$/),
  title('settings-file', 'line', 'Settings File:'),
  title('command-line', 'line', 'Command Line:'),
  title('host', 'line', 'Host: '),
  title('time', 'line', 'Time: ', 'time: '),
  title('timezone', 'line', 'timezone: '),
  title('elapsed-time', 'line', 'elapsed time: '),

  title('current-thread', 'line', 'Current thread (', 'Current thread is'),
  title('compile-task', 'paragraph', 'Current CompileTask:'),
  title('stack-bounds', 'line', 'Stack: ['),
  title('native-frames', 'open', 'Native frames:'),
  title('java-frames', 'open', 'Java frames:'),
  title('gc-victim', 'line', /^JavaThread 0x[0-9a-f]+ \(nid = \d+\) was being processed/),
  title('last-pc', 'paragraph', 'The last pc belongs to '),
  title('compiler-memory-hint', 'line', '>> Please see below for a detailed breakdown of compiler memory usage'),
  title('siginfo', 'line', 'siginfo:'),
  title('archive-warning', 'paragraph', 'Error accessing class data sharing archive'),
  title('pending-failure', 'paragraph', 'Pending compilation failure'),
  title('registers', 'opaque', 'Registers:'),
  title('register-map', 'opaque', 'Register to memory mapping:'),
  title('top-of-stack', 'opaque', 'Top of Stack:'),
  title('instructions', 'opaque', 'Instructions:'),
  title('stack-slots', 'opaque', 'Stack slot to memory mapping:'),
  title('lock-stack', 'opaque', 'Lock stack of current Java thread'),
  title(
    'code',
    'opaque',
    'Compiled method (',
    'Decoding CodeBlob',
    '[MachCode]',
    '[Disassembly]',
    '[Constant Pool',
    '[Code]',
    /^[A-Z]\w*(?:::\S+)? \[0x[0-9a-f]+, 0x[0-9a-f]+\]/,
  ),
  title('vm-operation', 'line', 'VM_Operation (0x'),
  title('error-callback', 'opaque', /^VMErrorCallback \d+:/),

  title('user', 'line', /^uid *:/, /^euid *:/, /^gid *:/, /^egid *:/, /^umask *:/),
  title('thread-list', 'open', 'Threads class SMR info:'),
  title('java-threads', 'open', 'Java Threads:'),
  title('other-threads', 'open', 'Other Threads:'),
  title('compiling-threads', 'open', 'Threads with active compile tasks:'),
  title('vm-state', 'line', 'VM state:'),
  title('mutexes', 'paragraph', 'VM Mutex/Monitor currently owned by a thread:'),
  title('exception-counts', 'paragraph', 'OutOfMemory and StackOverflow Exception counts:'),
  title('compressed-oops', 'line', 'Heap address: ', 'heap address: '),
  title(
    'class-space',
    'line',
    'Narrow klass',
    'Compressed class space',
    'CDS archive(s)',
    'UseCompressedClassPointers',
    'Encoding Range:',
    'Klass Range:',
    'Klass ID Range:',
    'Protection zone:',
    'No protection zone',
  ),
  title('gc-notes', 'open', 'GC Precious Log:'),
  title('heap', 'open', /^Heap:?[ \r]*$/),
  title(
    'heap-regions',
    'opaque',
    'Heap Regions:',
    'ZGC Page Table:',
    'Page Table:',
    'ZGC Forwarding Table:',
    'Region state',
    /^\d+Regions:/,
    'Regions:',
    'Card table byte_map',
    'Marking Bits',
    'Mod Union Table',
    /^Shenandoah\w*BarrierSet/,
    'Collection set:',
    'ZGC Globals:',
    'ZGC Metadata Bits:',
    'ZGC Mappings:',
    'Reserved region:',
    'Virtual Memory Tracker',
  ),
  title('polling-page', 'line', 'Polling page: '),
  title('metaspace', 'open', 'Metaspace:', 'Internal statistics:'),
  title('code-cache', 'open', 'CodeCache: ', /^CodeHeap '[^']*': /, 'Code Cache  ['),
  title('events', 'open', /^[A-Z][\w ]* \(\d+ events\):/),
  title('libraries', 'open', 'Dynamic libraries:'),
  title('mapping-count', 'line', 'Total number of mappings: '),
  title('agents', 'paragraph', 'JVMTI agents:'),
  title('decoder', 'paragraph', 'Native decoder state', 'dbghelp: ', 'symbol engine: '),
  title('arguments', 'paragraph', 'VM Arguments:'),
  title('global-flags', 'paragraph', '[Global flags]'),
  title('testing-apis', 'line', 'Unsupported internal testing APIs'),
  title('logging', 'open', 'Logging:'),
  title('release-file', 'open', 'Release file:'),
  title('environment', 'paragraph', 'Environment Variables:'),
  title('locale', 'paragraph', 'Active Locale:'),
  title('signal-handlers', 'paragraph', 'Signal Handlers:'),
  title('file-descriptors', 'opaque', 'File Descriptor'),
  title('native-memory', 'open', 'Native Memory Tracking:'),
  title(
    'compiler-memory',
    'open',
    'Compilation memory statistics',
    'Compilation memory history',
    'Compiler Memory Statistic',
  ),
  title('native-trim', 'line', 'Periodic native trim ', 'Trims performed: '),

  title('os', 'paragraph', 'OS:'),
  title('uptime', 'line', 'OS uptime: '),
  title('host-name', 'line', 'HostName:'),
  title('uname', 'paragraph', 'uname:'),
  title('libc', 'line', 'libc:'),
  title('limits', 'line', 'rlimit ', 'rlimit:'),
  title('load', 'line', 'load average:'),
  title('meminfo', 'paragraph', '/proc/meminfo:'),
  title('huge-pages', 'paragraph', '/sys/kernel/mm/transparent_hugepage/'),
  title('process-memory', 'paragraph', 'Process Memory:'),
  title('kernel-setting', 'paragraph', '/proc/sys/'),
  title('preload', 'paragraph', '/etc/ld.so.preload:'),
  title('container', 'paragraph', 'container (cgroup) information', 'container information not found'),
  title('virtualization', 'line', /^[A-Z][\w -]* virtualization\b/, 'Xen hardware-assisted', 'Xen optimized'),
  title('steal', 'line', 'Steal ticks '),
  title('cpu', 'open', 'CPU: total ', 'CPU:total '),
  title('cpu-info', 'open', '/proc/cpuinfo:', 'CPU Model and flags from /proc/cpuinfo:'),
  title(
    'cpu-details',
    'open',
    'Online cpus:',
    'Offline cpus:',
    'BIOS frequency limitation:',
    'Frequency switch latency',
    'Available cpu frequencies:',
    'Current governor:',
    'Core performance/turbo boost:',
    'machdep.cpu',
    /^hw\.\w/,
  ),
  title('memory', 'paragraph', /^Memory: \d+k page/),
  title('page-sizes', 'line', 'Page Sizes: '),
  title('vm-info', 'line', 'vm_info: '),
]

interface Start {
  readonly title: Title
  readonly start: string | RegExp
}

const STARTS: readonly Start[] = TITLES.flatMap((title) => title.starts.map((start) => ({ title, start })))
const STARTS_BY_FIRST = byFirstCharacter()
const BEHIND_ANY_CAPITAL = STARTS.filter(({ start }) => mayBeAnyCapital(start))
/** What those have in common, looked at before them: hundreds of lines begin with a capital. */
const MAY_FIT_ONE = /^[A-Z][\w -]*(?:\(\d+ events\):|virtualization\b|\[0x|::\S+ \[0x)/

/** What a line may begin with, by its first two characters: each line is looked at, and most begin like no title. */
const startsBy = new Map<number, readonly Start[]>()
const ASCII = 128

/** The title that the line begins with. */
export function titleAt(line: string): Title | undefined {
  const first = line.charCodeAt(0)
  const second = line.charCodeAt(1)
  if (!(first < ASCII && second < ASCII)) return undefined
  const starts = startsBy.get(first * ASCII + second) ?? startsWith(first, second)
  for (const { title, start } of starts) if (begins(line, start)) return title
  if (MAY_FIT_ONE.test(line)) for (const { title, start } of BEHIND_ANY_CAPITAL) if (begins(line, start)) return title
  return undefined
}

function begins(line: string, start: string | RegExp): boolean {
  return typeof start === 'string' ? line.startsWith(start) : start.test(line)
}

function startsWith(first: number, second: number): readonly Start[] {
  const starts = (STARTS_BY_FIRST.get(String.fromCharCode(first)) ?? []).filter(
    ({ start }) => typeof start !== 'string' || start.charCodeAt(1) === second,
  )
  startsBy.set(first * ASCII + second, starts)
  return starts
}

function byFirstCharacter(): ReadonlyMap<string, readonly Start[]> {
  const byFirst = new Map<string, Start[]>()
  for (const entry of STARTS) {
    for (const first of firstCharacters(entry.start)) byFirst.set(first, [...(byFirst.get(first) ?? []), entry])
  }
  return byFirst
}

/** A pattern begins with a letter of its own or with `\d`, if not with any capital. */
function firstCharacters(start: string | RegExp): string {
  if (typeof start === 'string') return start.charAt(0)
  if (mayBeAnyCapital(start)) return ''
  const head = start.source.charAt(1)
  return head === '\\' ? '0123456789' : head
}

function mayBeAnyCapital(start: string | RegExp): boolean {
  return typeof start !== 'string' && start.source.startsWith('^[A-Z]')
}
