import type { FactSet } from './fact.ts'
import type { Findings } from './finding.ts'

/** One point doubles the odds of the cause; minus one halves them. */
export type Points = -8 | -6 | -5 | -4 | -3 | -2 | -1 | 1 | 2 | 3 | 4 | 5 | 6 | 8

export interface Remedy {
  /** `now` stops the bleeding; `for-good` keeps it from coming back. */
  readonly when: 'now' | 'for-good'
  readonly action: string
  readonly command?: string
}

/** What a cause may look at when it words its sentence and its remedies. */
export interface Incidence {
  readonly facts: FactSet
  readonly findings: Findings
}

export type CauseFamily =
  | 'mappings'
  | 'memory'
  | 'native-leaks'
  | 'threads'
  | 'files-and-disks'
  | 'java-memory'
  | 'crashes'
  | 'broker'

/** A known root cause: a table of findings and points, and the prose that `explain` and the README print. */
export interface Cause {
  readonly id: string
  readonly family: CauseFamily
  readonly title: string
  /** How it comes about and how it looks, in two to five plain sentences; facts carry their source. */
  readonly summary: string
  /** The more general cause of which this is one kind: it stands before this one in the chain. */
  readonly refines?: string
  /**
   * Causes that bring this one about: where one of them is at least probable too, it is the root and this one a link
   * of its chain (a full disk takes a log directory offline).
   */
  readonly consequenceOf?: readonly string[]
  /** Evidence-free odds as a power of two; -4 for what is common, -8 for what is rare. */
  readonly prior: -1 | -2 | -3 | -4 | -5 | -6 | -7 | -8
  /** Without one of these present the cause is not considered at all. */
  readonly triggers: readonly string[]
  readonly evidence: Readonly<Record<string, { readonly present?: Points; readonly absent?: Points }>>
  /** Each set, all present, is evidence that no other known cause can produce: `certain`. */
  readonly proof?: readonly (readonly string[])[]
  /** Any of these present means that it cannot be the cause. */
  readonly refutedBy?: readonly string[]
  /** False for a state that is worth saying but is no failure (an orderly stop). */
  readonly failure?: false
  /** The findings that show how it surfaced, most telling first; the first one present heads the chain. */
  readonly symptoms: readonly string[]
  /** One sentence with this incident's own numbers; without it the strongest statements are quoted. */
  readonly tell?: (incidence: Incidence) => string | undefined
  readonly remedies: readonly Remedy[] | ((incidence: Incidence) => readonly Remedy[])
  readonly references: readonly string[]
}

export function defineCause(cause: Cause): Cause {
  return cause
}

/** Tells what one finding states, where it is present: for causes of which the title would only say the same again. */
export function statementOf(finding: string): (incidence: Incidence) => string | undefined {
  return ({ findings }) => {
    const found = findings.get(finding)
    return found?.state === 'present' ? `${found.statement}.` : undefined
  }
}
