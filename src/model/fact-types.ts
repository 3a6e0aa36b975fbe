// The vocabulary between formats and findings: every fact type, what it says and its units. A format emits the types
// it can, whatever its file is called; a finding reads types and never asks which format they came from. So one
// finding works from a crash log, from /proc files, or from a shell transcript alike.
//
// Units are in the names. `null` means "the source says there is no limit / none"; a missing field means "not said".
// Repeated events are one fact with a count and the first and last occurrence, never thousands of facts.
//
// Plugins add types of their own by declaration merging: declare module 'hserr' { interface FactTypes { ... } }

import type { ConfigurationFacts } from './facts/configuration.ts'
import type { ConsoleFacts } from './facts/console.ts'
import type { CrashLogFacts } from './facts/crash-log.ts'
import type { GcFacts } from './facts/gc.ts'
import type { HostFacts } from './facts/host.ts'
import type { LogFacts } from './facts/logs.ts'
import type { MappingFacts } from './facts/mappings.ts'
import type { MemoryFacts } from './facts/memory.ts'
import type { ProcessFacts } from './facts/process.ts'
import type { SeriesFacts } from './facts/series.ts'
import type { ThreadFacts } from './facts/threads.ts'

export type { CrashFrame } from './facts/crash-log.ts'
export type { JavaFrame, Throwable } from './facts/logs.ts'
export type { MappingGroup, MappingsCensus } from './facts/mappings.ts'
export type { Moment, Occurrence } from './facts/occurrence.ts'

export interface FactTypes
  extends ProcessFacts,
    CrashLogFacts,
    MappingFacts,
    MemoryFacts,
    ConfigurationFacts,
    ThreadFacts,
    ConsoleFacts,
    LogFacts,
    GcFacts,
    HostFacts,
    SeriesFacts {}
