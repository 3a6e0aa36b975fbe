// A crash log, read. Everything may be missing. `row` is the line of the document, from 0; the caller knows where that
// line stands in its file.

import type { Allocation, ErrorLine, JreVersion, VmVersion } from './lines/banner.ts'
import type { Pool } from './lines/figures.ts'
import type { Frame } from './lines/frame.ts'
import type { SigInfo } from './lines/siginfo.ts'
import type { ThreadLine } from './lines/thread.ts'

export interface At {
  readonly row: number
}

export interface Text extends At {
  readonly text: string
}

export interface LocatedFrame extends Text {
  readonly frame: Frame
}

export interface HsErr {
  /** Lines that the caller could not keep. */
  readonly missing?: At
  /** The process that jcmd asked. */
  readonly attachedPid?: number
  /** Which of the banner's three first lines. */
  readonly headline?: At & { readonly kind: 'crash' | 'native-oom' }
  readonly allocation?: Allocation & At
  readonly error?: ErrorLine & At
  /** `fatal error: …`, `guarantee(…) failed: …`, `Error: ShouldNotReachHere()`. */
  readonly detail?: Text
  readonly jre?: JreVersion & At
  readonly vm?: VmVersion & At
  readonly problematicFrame?: LocatedFrame
  readonly core?: Text
  readonly savedAs?: At & { readonly path?: string; readonly reason?: string }

  readonly commandLine?: Text
  readonly host?: At & {
    readonly name?: string
    readonly cpuModel?: string
    readonly cpus?: number
    readonly os?: string
  }
  /** As printed, time zone included: `Sat Nov 21 08:31:14 2026 UTC`. */
  readonly time?: Text
  readonly timezone?: Text
  readonly elapsed?: At & { readonly seconds: number }

  readonly currentThread?: ThreadLine & At
  readonly compileTask?: Text & { readonly compiler: string; readonly method: string; readonly level?: number }
  readonly stackBounds?: At & {
    readonly low: string
    readonly high: string
    readonly sp?: string
    readonly freeKb?: number
    readonly outside?: boolean
  }
  readonly nativeFrames: readonly LocatedFrame[]
  readonly javaFrames: readonly LocatedFrame[]
  readonly signal?: SigInfo & At
  readonly vmOperation?: At & { readonly name: string; readonly mode?: string }

  readonly vmState?: At & { readonly state: string; readonly lifecycle: string }
  /** The number of Java threads as the JVM counts them. */
  readonly threadListLength?: At & { readonly count: number }
  readonly javaThreads?: ThreadList
  readonly otherThreads?: ThreadList
  readonly exceptionCounts?: At & Readonly<Record<string, number>>
  readonly compressedOops?: At & { readonly mode: string; readonly heapAddress?: string; readonly sizeMb?: number }
  readonly heap?: At & { readonly collector?: string; readonly pools: readonly (Pool & At)[] }
  readonly metaspace: readonly (Pool & At)[]
  readonly metaspaceMax?: At & { readonly bytes: number | null }
  readonly codeHeaps: readonly (Pool & At & { readonly compilation?: boolean; readonly fullCount?: number })[]
  readonly events: readonly EventRing[]
  /** Modules of Windows and macOS, as paths; Linux rows are a memory map and not read here. */
  readonly modules: readonly Text[]
  readonly librariesTitle?: At
  /** A section or the footer followed the list, so that its end is known. */
  readonly librariesEnded?: boolean
  readonly mappingCount?: At & { readonly total: number }

  readonly jvmFlags?: Text
  readonly jvmArguments?: Text
  readonly javaCommand?: Text
  readonly classPath?: Text
  readonly globalFlags: readonly (At & { readonly name: string; readonly value: string; readonly origin?: string })[]
  readonly agents: readonly (At & { readonly path: string; readonly options?: string })[]
  readonly environment: readonly (At & { readonly name: string; readonly value: string })[]
  readonly foreignHandlers: readonly (At & { readonly signal: string; readonly handler: string })[]
  readonly nativeMemory?: At & {
    readonly total: Pool
    readonly mallocBytes?: number
    readonly categories: readonly Pool[]
  }

  readonly os?: Text
  readonly uname?: Text
  readonly libc?: Text
  readonly limits: readonly (At & {
    readonly resource: string
    readonly soft: number | null
    readonly hard?: number | null
  })[]
  /** kB by name, as in /proc/meminfo. */
  readonly meminfo?: At & { readonly kb: Readonly<Record<string, number>> }
  readonly processMemory?: At & ProcessMemory
  readonly kernelSettings: readonly (At & { readonly key: string; readonly value: number })[]
  readonly container?: At & { readonly values: Readonly<Record<string, string>> }
  readonly virtualization?: Text
  readonly cpu?: Text
  readonly physicalMemory?: At & PhysicalMemory
  readonly vmInfo?: Text

  readonly troubles: readonly (Text & { readonly step: string; readonly what?: string })[]
  readonly end?: At
  /** The first line behind the end. */
  readonly afterEnd?: At
  /** Titles met, in order. */
  readonly sections: readonly string[]
}

export interface ThreadList extends At {
  readonly count: number
  /** Numbers collapsed: `kafka-request-handler-#`. */
  readonly groups: Readonly<Record<string, number>>
  readonly complete: boolean
}

export interface EventRing extends At {
  readonly name: string
  readonly recorded: number
  readonly events: readonly Text[]
}

export interface ProcessMemory {
  readonly virtualKb?: number
  readonly virtualPeakKb?: number
  readonly rssKb?: number
  readonly rssPeakKb?: number
  readonly rssAnonKb?: number
  readonly swapKb?: number
  readonly cHeapOutstandingKb?: number
  readonly cHeapRetainedKb?: number
  readonly mallocTunables?: string
}

/** Kilobytes; on Windows the swap figures are the commit limit: RAM and page file. */
export interface PhysicalMemory {
  readonly pageKb: number
  readonly totalKb?: number
  readonly freeKb?: number
  readonly swapTotalKb?: number
  readonly swapFreeKb?: number
  readonly pageFileTotalKb?: number
  readonly pageFileFreeKb?: number
  readonly workingSetKb?: number
  readonly commitChargeKb?: number
}
