// From sections in printed order to throwables: who caused whom, who was suppressed, and the frames behind
// `... 22 more`, which stand at the end of the enclosing trace (java.lang.Throwable.printEnclosedStackTrace).

import type { Frame, Section } from './parser.ts'

export interface Thrown {
  /** Empty where the trace starts in its middle. */
  readonly className: string
  readonly message?: string
  /** Complete: those that the printer left out are copied from the enclosing trace. */
  frames: readonly Frame[]
  /** Left out by the printer and not to be had from the enclosing trace. */
  missingFrames?: number
  /** A reference back to a throwable that was printed already. */
  readonly circular?: true
}

export interface StackTrace {
  /** What was thrown first; each next one is the cause of the one before. */
  readonly chain: readonly Thrown[]
  readonly suppressed: readonly Thrown[]
  readonly thread?: string
  readonly line: number
  endLine: number
}

interface Open {
  readonly indent: number
  readonly thrown: Thrown
}

interface Growing {
  readonly trace: { chain: Thrown[]; suppressed: Thrown[]; thread?: string; line: number; endLine: number }
  /** The last throwable at each depth. */
  open: Open[]
  /** Root-cause-first: frames left out are those of the wrapper that follows. */
  owed: { thrown: Thrown; omitted: number } | undefined
}

/** The traces among these sections. */
export function link(sections: readonly Section[]): StackTrace[] {
  const traces: StackTrace[] = []
  let growing: Growing | undefined
  for (const section of sections) {
    if (growing === undefined || startsTrace(section, growing)) {
      growing = begin(section)
      traces.push(growing.trace)
    } else {
      extend(growing, section)
      growing.trace.endLine = section.endLine
    }
  }
  return traces
}

function startsTrace(section: Section, growing: Growing): boolean {
  if (section.kind === 'thrown' || section.kind === 'handler-died') return true
  // Frames after a gap in the text belong to a trace whose head is missing.
  return section.kind === 'rest' && section.line > growing.trace.endLine + 1
}

function begin(section: Section): Growing {
  const thrown = thrownOf(section)
  const { line, endLine, thread } = section
  const trace = { chain: [thrown], suppressed: [], line, endLine, ...(thread === undefined ? {} : { thread }) }
  if (section.kind === 'cause' || section.kind === 'suppressed') thrown.frames = section.frames
  const owed = section.omitted > 0 ? { thrown, omitted: section.omitted } : undefined
  if (owed) thrown.missingFrames = section.omitted
  return { trace, open: [{ indent: section.indent, thrown }], owed }
}

function extend(growing: Growing, section: Section): void {
  const { trace } = growing
  const thrown = thrownOf(section)
  if (section.kind === 'wrapper') {
    trace.chain.unshift(thrown)
    if (growing.owed) complete(growing.owed.thrown, thrown, growing.owed.omitted)
    growing.owed = section.omitted > 0 ? { thrown, omitted: section.omitted } : undefined
    growing.open = [{ indent: section.indent, thrown }]
    return
  }
  if (section.kind === 'rest') {
    appendTo(growing, section)
    return
  }
  const isSuppressed = section.kind === 'suppressed'
  const parent = enclosing(growing.open, section.indent, isSuppressed)
  complete(thrown, parent.thrown, section.omitted)
  const inMainChain = !isSuppressed && trace.chain.includes(parent.thrown)
  if (inMainChain) trace.chain.push(thrown)
  else trace.suppressed.push(thrown)
  growing.open = growing.open.filter(({ indent }) => indent < section.indent)
  growing.open.push({ indent: section.indent, thrown })
}

/** Frames that go on after a line that is none of ours. */
function appendTo(growing: Growing, section: Section): void {
  const last = growing.open.at(-1) as Open
  last.thrown.frames = [...last.thrown.frames, ...section.frames]
}

/** A cause stands as deep as what it caused, a suppressed one deeper; where indentation is lost, the last one is meant. */
function enclosing(open: readonly Open[], indent: number, isSuppressed: boolean): Open {
  const fits = open.filter((candidate) => (isSuppressed ? candidate.indent < indent : candidate.indent <= indent))
  return (fits.at(-1) ?? open.at(isSuppressed ? -1 : 0)) as Open
}

function complete(thrown: Thrown, parent: Thrown, omitted: number): void {
  if (omitted === 0) return
  const shared = parent.frames.slice(Math.max(0, parent.frames.length - omitted))
  thrown.frames = [...thrown.frames, ...shared]
  if (shared.length < omitted) thrown.missingFrames = omitted - shared.length
  else delete thrown.missingFrames
}

function thrownOf(section: Section): Thrown {
  return {
    className: section.className,
    ...(section.message === undefined ? {} : { message: section.message }),
    frames: section.frames,
    ...(section.kind === 'circular' ? { circular: true as const } : {}),
  }
}
