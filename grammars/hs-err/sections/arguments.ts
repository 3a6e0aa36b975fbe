// What the process was started with: arguments, flags, environment, agents; and who handles its signals.

import type { SectionReader } from '../draft.ts'
import { afterColon } from '../draft.ts'

export const readArguments: SectionReader = (lines, draft) => {
  const { log } = draft
  for (const line of lines.slice(1)) {
    const value = { row: line.row, text: afterColon(line.text) }
    if (line.text.startsWith('jvm_flags:')) log.jvmFlags ??= value
    else if (line.text.startsWith('jvm_args:')) log.jvmArguments ??= value
    else if (line.text.startsWith('java_command:')) log.javaCommand ??= value
    else if (line.text.startsWith('java_class_path')) log.classPath ??= value
    // Arguments are printed as they came, line ends included.
    draft.recognize(line)
  }
}

/** `   size_t MaxHeapSize    = 1073741824      {product} {command line}`; only those that are no defaults. */
export const readGlobalFlags: SectionReader = (lines, draft) => {
  for (const line of lines.slice(1)) {
    const match = /^\s*\w+\s+(\w+)\s+:?=\s+(.*?)\s*\{[^}]*\}\s*(?:\{([^}]*)\})?\s*$/.exec(line.text)
    if (match === null) continue
    draft.recognize(line)
    const [, name, value, origin] = match as unknown as [string, string, string, string | undefined]
    draft.log.globalFlags.push({ row: line.row, name, value, ...(origin && { origin }) })
  }
}

/** JDK 22+: `NAME path:P, loaded, initialized, options:O` */
export const readAgents: SectionReader = (lines, draft) => {
  for (const line of lines) {
    draft.recognize(line)
    const match = /path: ?(.*?), (?:not )?loaded.*?options: ?(.*)$/.exec(line.text)
    if (match === null) continue
    const options = match[2] === 'none' ? '' : match[2]
    draft.log.agents.push({ row: line.row, path: match[1] as string, ...(options && { options }) })
  }
}

export const readEnvironment: SectionReader = (lines, draft) => {
  for (const line of lines.slice(1)) {
    draft.recognize(line)
    const equals = line.text.indexOf('=')
    if (equals <= 0) continue
    draft.log.environment.push({ row: line.row, name: line.text.slice(0, equals), value: line.text.slice(equals + 1) })
  }
}

/**
 *   SIGSEGV: [libjvm.so+0x9e0240], sa_mask[0]=1110…            JDK ≤ 15
 *    SIGSEGV: crash_handler in libjvm.so, mask=…               JDK 16+
 * A handler of another library means that native code took the signal over.
 */
export const readSignalHandlers: SectionReader = (lines, draft) => {
  for (const line of lines) {
    draft.recognize(line)
    const match = /^\s*(SIG\w+): (?:\[([^\]+]+)\+0x[0-9a-f]+\]|\S+ in (\S+?),)/.exec(line.text)
    const handler = match?.[2] ?? match?.[3]
    if (match === null || handler === undefined || /^(?:libjvm\.|jvm\.dll)/.test(handler)) continue
    draft.log.foreignHandlers.push({ row: line.row, signal: match[1] as string, handler })
  }
}
