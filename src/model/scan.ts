// What `scan` says: one record a bundle as it goes, then what they have in common. All plain JSON; the records of several
// machines can be joined, in any order, and give the same summary.

import type { Note } from './note.ts'
import type { Confidence } from './report.ts'

/** One incident of a bundle, as short as a line. */
export interface IncidentLine {
  readonly id: string
  readonly fingerprint: string
  readonly verdict: string | null
  /** Of the verdict, or of the best diagnosis where there is none. */
  readonly confidence?: Confidence
  readonly summary?: string
  readonly host?: string
  readonly pid?: number
  readonly jvm?: string
  /** ISO 8601. */
  readonly diedAt?: string
}

/** An archive, a folder with crash artifacts, or a lone crash log. */
export interface BundleRecord {
  readonly kind: 'bundle'
  readonly uri: string
  readonly artifacts: number
  readonly bytes: number
  readonly incidents: readonly IncidentLine[]
  /** What could not be read in it. */
  readonly notes: readonly Note[]
}

/** A path that could not be read at all. */
export interface UnreadRecord {
  readonly kind: 'unread'
  readonly uri: string
  readonly message: string
}

/** Files that were seen and not read, and why. */
export interface PassedOverRecord {
  readonly kind: 'passed-over'
  /** Their names end in what is never a log: .class, .png … */
  readonly byName: number
  /** Their first bytes are no text and no archive that is read. */
  readonly notText: number
  /** Text whose first bytes are of no known kind. */
  readonly unknownText: number
}

export type ScanRecord = BundleRecord | UnreadRecord | PassedOverRecord

/** The same crash, wherever and whenever it was seen. */
export interface CrashGroup {
  readonly fingerprint: string
  readonly verdict: string | null
  readonly confidence?: Confidence
  readonly count: number
  readonly hosts: readonly string[]
  readonly firstSeen?: string
  readonly lastSeen?: string
  /** The first bundle by name that holds it. */
  readonly example: string
  readonly summary?: string
}

export interface Tally {
  readonly name: string
  readonly count: number
}

export interface ScanSummary {
  readonly kind: 'summary'
  readonly schemaVersion: '1.0'
  readonly tool: { readonly name: 'hserr'; readonly version: string }
  readonly bundles: number
  readonly incidents: number
  readonly bytes: number
  /** Most frequent first. */
  readonly groups: readonly CrashGroup[]
  readonly byCause: readonly Tally[]
  readonly byHost: readonly Tally[]
  readonly byJdk: readonly Tally[]
  readonly unread: readonly { readonly uri: string; readonly message: string }[]
  readonly passedOver: Omit<PassedOverRecord, 'kind'>
}
