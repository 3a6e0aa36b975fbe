import type { HsErr, LocatedFrame } from '../../../grammars/hs-err/index.ts'
import type { MappingsCensus } from '../../model/fact-types.ts'
import { isComplete } from './completeness.ts'
import { kindOf } from './death-facts.ts'
import { jvmVersionOf } from './jvm-version.ts'
import type { LogText } from './log-text.ts'
import { systemOf } from './system.ts'

/** What `inspect` prints of a crash log. Line numbers are those of the file. Fields of `HsErr` that are not named here follow as read. */
export interface HsErrValue {
  readonly kind: ReturnType<typeof kindOf>
  readonly complete: boolean
  readonly mappings: MappingsCensus | null
  readonly error: {
    readonly kind: string
    readonly signal: string | null
    readonly siCode: number | null
    readonly bytes: number | null
    readonly reason: string | null
    readonly frame: string | null
  }
  readonly jvm: object
  readonly os: object
  readonly memory: object
  readonly limits: object
  readonly threads: object
  readonly heap: object
  readonly sections: readonly string[]
  /** Everything else that was read. */
  readonly details: object
  /** The second and later logs of a file that holds several. */
  readonly others?: readonly HsErrValue[]
}

/** A log as read, where its lines stand, and what its memory map is made of. */
export interface ReadLog {
  readonly log: HsErr
  readonly text: LogText
  readonly census: MappingsCensus | undefined
}

export function hsErrValue(logs: readonly ReadLog[]): HsErrValue | object {
  const values = logs.map(logValue)
  const [first, ...others] = values
  if (first === undefined) return {}
  return others.length === 0 ? first : { ...first, others }
}

function logValue({ log, text, census }: ReadLog): HsErrValue {
  const { meminfo, physicalMemory, processMemory, container, nativeMemory, metaspace, codeHeaps, compressedOops } = log
  const value = {
    kind: kindOf(log),
    complete: isComplete(log),
    mappings: census ?? null,
    error: errorOf(log),
    jvm: {
      ...jvmVersionOf(log),
      build: log.jre?.build,
      modes: log.vm?.modes,
      flags: log.globalFlags,
      agents: log.agents,
      arguments: log.jvmArguments?.text ?? log.commandLine?.text,
      command: log.javaCommand?.text,
      classPath: log.classPath?.text,
    },
    os: { ...systemOf(log, jvmVersionOf(log)), uname: log.uname?.text },
    memory: {
      ...meminfo?.kb,
      physical: physicalMemory,
      process: processMemory,
      container: container?.values,
      native: nativeMemory,
    },
    limits: { rlimits: log.limits, settings: log.kernelSettings },
    threads: {
      java: log.threadListLength?.count ?? log.javaThreads?.count,
      javaThreads: log.javaThreads,
      otherThreads: log.otherThreads,
    },
    heap: { ...log.heap, compressedOops, metaspace, codeHeaps },
    sections: [...new Set(log.sections)],
    details: detailsOf(log),
  }
  return withLines(value, text) as HsErrValue
}

function errorOf(log: HsErr): HsErrValue['error'] {
  return {
    kind: kindOf(log),
    signal: log.error?.signal ?? log.signal?.name ?? null,
    siCode: log.signal?.code ?? null,
    bytes: log.allocation?.bytes ?? null,
    reason: log.allocation?.reason ?? log.detail?.text ?? null,
    frame: log.problematicFrame?.text ?? log.nativeFrames[0]?.text ?? null,
  }
}

const TOLD_ABOVE = new Set([
  'limits',
  'kernelSettings',
  'javaThreads',
  'otherThreads',
  'heap',
  'metaspace',
  'codeHeaps',
  'compressedOops',
  'globalFlags',
  'agents',
  'meminfo',
  'physicalMemory',
  'processMemory',
  'container',
  'nativeMemory',
  'sections',
  'jvmArguments',
  'javaCommand',
  'classPath',
])

function detailsOf(log: HsErr): object {
  const { problematicFrame, nativeFrames, javaFrames } = log
  const flat = {
    ...log,
    ...(problematicFrame && { problematicFrame: flatFrame(problematicFrame) }),
    nativeFrames: nativeFrames.map(flatFrame),
    javaFrames: javaFrames.map(flatFrame),
  }
  return Object.fromEntries(
    Object.entries(flat).filter(([name, value]) => !TOLD_ABOVE.has(name) && !isEmptyList(value)),
  )
}

function flatFrame({ frame, row, text }: LocatedFrame): object {
  return { row, text, ...frame }
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Rows of the text become lines of the file. */
function withLines(value: unknown, text: LogText): unknown {
  if (Array.isArray(value)) return value.map((item) => withLines(item, text))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      key === 'row' && typeof item === 'number' ? ['line', text.lineOf(item)] : [key, withLines(item, text)],
    ),
  )
}
