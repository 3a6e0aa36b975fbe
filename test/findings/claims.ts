// The table of a finding: claims about the world, by what the finding must answer.

import { describe, expect, test } from 'vitest'
import type { FactTypes, MappingsCensus } from '../../src/model/fact-types.ts'
import type { FindingRule } from '../../src/model/finding.ts'
import { evaluateFinding, type FactValues } from '../../src/testing.ts'

type Rows = Readonly<Record<string, FactValues>>

/** One test a row; a finding that says anything has a sentence for it and cites what it used. */
export function claims(
  rule: FindingRule,
  rows: { readonly present: Rows; readonly absent?: Rows; readonly unknown: Rows },
): void {
  describe(rule.id, () => {
    for (const state of ['present', 'absent', 'unknown'] as const) {
      test.each(Object.entries(rows[state] ?? {}))(`${state}: %s`, (_, values) => {
        const finding = evaluateFinding(rule, values)
        expect(finding.state).toBe(state)
        if (state === 'unknown') return
        expect(finding.statement).toMatch(/^\S.{8,}[^.]$/)
        expect(finding.statement).not.toMatch(/undefined|NaN|null|Infinity/)
        expect(finding.cites.length).toBeGreaterThan(0)
      })
    }
  })
}

/** A map table with nothing remarkable in it, but for what a test says. */
export function census(said: Partial<MappingsCensus>): MappingsCensus {
  return {
    moment: 'crash',
    rows: 401,
    counted: 400,
    limit: 65_530,
    limitSource: 'log',
    total: null,
    complete: true,
    deleted: 0,
    duplicatedInodes: 0,
    groups: [],
    topicPartitions: [],
    topicPartitionCount: 0,
    kafkaSegments: 0,
    folders: [],
    threadStacks: 30,
    libraries: [],
    deletedLibraries: [],
    ...said,
  }
}

/** A trace in which no call of note was made, but for what a test says. */
export function balance(said: Partial<FactTypes['trace.balance']>): FactTypes['trace.balance'] {
  return {
    tool: 'strace',
    calls: {},
    mappedBytes: 0,
    unmappedBytes: 0,
    growthByMprotectBytes: 0,
    mmaps: 0,
    munmaps: 0,
    mprotects: 0,
    brks: 0,
    indexMaps: 0,
    indexUnmaps: 0,
    remapsWithoutUnmap: 0,
    leakedFiles: [],
    ...said,
  }
}

/** One occurrence. */
export const ONCE = { count: 1 } as const

/** A stack trace in a log: what was thrown, and `pkg.Class.method` for its frames, innermost first. */
export function trace(thrown: string, ...methods: string[]): NonNullable<FactValues['log.exception']>[number] {
  const [, className, message] = /^([\w.$]+)(?:: (.*))?$/.exec(thrown) as RegExpExecArray
  const frames = methods.map((method) => {
    const dot = method.lastIndexOf('.')
    return { className: method.slice(0, dot), method: method.slice(dot + 1) }
  })
  return {
    chain: [{ className: className as string, ...(message !== undefined && { message }), frames }],
    ...ONCE,
  }
}

/** `V libjvm.so PhaseIdealLoop::build_loop_late`, `J java.util.HashMap.get` as a frame of a crash log. */
export function frame(text: string): NonNullable<FactValues['crash.problematic-frame']>[number] {
  const [kind, ...rest] = text.split(' ')
  const isInLibrary = (kind === 'C' || kind === 'V') && rest[0]?.startsWith('0x') === false
  const library = isInLibrary ? rest.shift() : undefined
  const symbol = rest.join(' ')
  return {
    kind: kind as 'C' | 'V' | 'J' | 'j' | 'v' | 'A',
    ...(library !== undefined && { library }),
    ...(symbol !== '' && { symbol }),
    text,
    line: 1,
  }
}

/** The native stack of a crash, innermost first; its first frame is the problematic one. */
export function stack(...texts: string[]): Pick<FactValues, 'crash.problematic-frame' | 'crash.stack'> {
  const frames = texts.map(frame)
  return { 'crash.problematic-frame': frames.slice(0, 1), 'crash.stack': [{ native: frames, java: [] }] }
}

/** A G1 run in a GC log with nothing remarkable in it, but for what a test says. */
export function gcRun(
  said: Partial<NonNullable<FactValues['gc.run']>[number]>,
): NonNullable<FactValues['gc.run']>[number] {
  return {
    window: { complete: true },
    collector: 'G1',
    ending: 'abrupt',
    stwPauses: 10,
    fullPauses: 0,
    systemGcPauses: 0,
    evacuationFailures: 0,
    concurrentCycles: 0,
    allocationStalls: 0,
    outOfMemoryLines: 0,
    pauseTotalMs: 100,
    pauseMaxMs: 20,
    mixedPauses: 0,
    metadataGcs: 0,
    ...said,
  }
}

/** The span of a log that was read from its beginning to its end. */
export const WHOLE_LOG = { complete: true, lines: 1000, warnings: 0, errors: 0, fatals: 0, orderlyEnd: false } as const
