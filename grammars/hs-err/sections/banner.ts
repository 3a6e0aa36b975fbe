// The lines that begin with `#`. On a console they may be all there is.

import type { Line } from '../document.ts'
import type { Draft } from '../draft.ts'
import { readAllocation, readErrorLine, readJreVersion, readVmVersion } from '../lines/banner.ts'
import { readFrame } from '../lines/frame.ts'

const OUT_OF_MEMORY = /^# There is insufficient memory for the Java Runtime/
const HEADLINE =
  /^# (?:A fatal|An unexpected) error has been detected by |^# There is insufficient memory for the Java Runtime/
const CORE = /^# (?:Core dump|No core dump|Failed to write core dump|CreateCoredumpOnCrash)/
/** The JVM's own guesses and advice. The compressed oops mode is said again, and better, further below. */
const ADVICE =
  /^# {3}|^# (?:Possible (?:reasons|solutions):|This output file may be truncated|If you would like to submit|The crash happened outside|See problematic frame|JFR recording file|Compiler replay data|\/\S*replay_pid|There are unreasonable|In linux, please)/

/** What the next line of the banner will be. */
type Expectation = 'problematic-frame' | 'saved-as' | 'detail' | undefined

/** Reads a run of banner lines; a log whose banner is torn apart by other output has several. */
export function readBanner(lines: readonly Line[], draft: Draft): void {
  let expected: Expectation
  for (const line of lines) {
    const next = expected
    expected = undefined
    if (line.text.trim() === '#') draft.ignore(line)
    else expected = readLine({ row: line.row, text: hashed(line.text) }, next, draft)
  }
}

/** With the `# ` that Markdown took for a heading. */
function hashed(text: string): string {
  return text.startsWith('#') ? text : `# ${text.trimStart()}`
}

function readLine(line: Line, expected: Expectation, draft: Draft): Expectation {
  const { text, row } = line
  const { log } = draft
  draft.recognize(line)
  if (HEADLINE.test(text)) {
    log.headline ??= { row, kind: OUT_OF_MEMORY.test(text) ? 'native-oom' : 'crash' }
    return undefined
  }
  if (expected === 'problematic-frame') return readProblematicFrame(line, draft)
  if (expected === 'saved-as') {
    log.savedAs ??= { row, path: text.slice(1).trim() }
    return undefined
  }
  if (text.startsWith('# Problematic frame:')) return 'problematic-frame'
  if (/^# An error report file with more information is saved as:?/.test(text)) return 'saved-as'
  if (/^# Can not save log file/.test(text)) {
    log.savedAs ??= { row, reason: text.slice(1).trim() }
    return undefined
  }
  if (readErrorAndVersion(line, draft)) return 'detail'
  if (CORE.test(text)) {
    log.core ??= { row, text: text.slice(2) }
    return undefined
  }
  if (ADVICE.test(text)) return undefined
  return readFreeText(line, expected, draft)
}

function readProblematicFrame(line: Line, draft: Draft): undefined {
  const frame = readFrame(line.text)
  if (frame === undefined) draft.ignore(line)
  else draft.log.problematicFrame ??= { frame, row: line.row, text: line.text.slice(2).trim() }
}

function readErrorAndVersion({ text, row }: Line, { log }: Draft): boolean {
  if (text.startsWith('# JRE version:')) {
    const jre = readJreVersion(text)
    if (jre !== undefined) log.jre ??= { row, ...jre }
    return jre !== undefined
  }
  if (text.startsWith('# Java VM:')) {
    const vm = readVmVersion(text)
    if (vm !== undefined) log.vm ??= { row, ...vm }
    return vm !== undefined
  }
  if (text.startsWith('# Native memory allocation')) {
    const allocation = readAllocation(text)
    if (allocation !== undefined) log.allocation ??= { row, ...allocation }
    return allocation !== undefined
  }
  if (!text.includes('pid=')) return false
  const error = readErrorLine(text)
  if (error !== undefined) log.error ??= { row, ...error }
  return error !== undefined
}

/**
 * Below the error line stands what an assertion or `fatal()` said; below the headline of a native out-of-memory, in
 * place of the allocation, a reason alone: `# Cannot create GC thread. Out of system resources.`
 */
function readFreeText(line: Line, expected: Expectation, draft: Draft): Expectation {
  const { log } = draft
  const text = line.text.slice(1).trim()
  if (log.error !== undefined && log.jre === undefined) {
    log.detail = {
      row: log.detail?.row ?? line.row,
      text: log.detail === undefined ? text : `${log.detail.text}\n${text}`,
    }
    return 'detail'
  }
  if (log.headline?.kind === 'native-oom' && log.allocation === undefined && log.error === undefined) {
    log.allocation = { call: null, bytes: 0, reason: text, row: line.row }
    return undefined
  }
  draft.marks[line.row] = 0
  return expected
}
