// The report as text: its first line is the answer. As JSON it is the report itself. `explain` prints every cause.

import { describe, expect, test } from 'vitest'
import { causes } from '../../src/causes/index.ts'
import { findings } from '../../src/findings/index.ts'
import type { Artifact } from '../../src/model/artifact.ts'
import type { Diagnosis, IncidentReport, Report } from '../../src/model/report.ts'
import { explain, explainAll } from '../../src/render/explain.ts'
import { render } from '../../src/render/index.ts'

const FILE: Artifact = {
  uri: 'bundle.tgz!/hs_err_pid7.log',
  format: 'hs-err',
  bytes: 9000,
  lines: 66_412,
  complete: true,
  coverage: { lines: 66_412, recognized: 66_412, ignored: 0, unknown: 0 },
  notes: [],
}
const ROWS = { artifact: FILE.uri, line: 812, endLine: 66_343, byteOffset: 40_112, excerpt: '7f00-7f01 rw-s' }

function diagnosis(said: Partial<Diagnosis> = {}): Diagnosis {
  return {
    cause: 'map-count-limit',
    confidence: 'certain',
    score: 0.99,
    chain: ['native-allocation-failed', 'map-count-limit'],
    summary: '65,531 mappings, and the limit is 65,530.',
    for: [{ finding: 'map-count-at-limit', statement: '65,531 mappings, limit 65,530', spans: [ROWS] }],
    against: [],
    missing: [{ what: 'the mapping limit at the time', collect: 'sysctl vm.max_map_count' }],
    remedies: [{ when: 'now', action: 'Raise the limit.', command: 'sysctl -w vm.max_map_count=262144' }],
    references: ['https://docs.kernel.org/admin-guide/sysctl/vm.html'],
    ...said,
  }
}

function report(
  verdict: string | null,
  diagnoses: readonly Diagnosis[],
  artifacts: readonly Artifact[] = [FILE],
): Report {
  const incident: IncidentReport = {
    id: 'pid-7',
    fingerprint: 'v1:0123456789abcdef',
    process: { pid: 7, application: 'kafka 3.8.1' },
    verdict,
    diagnoses,
    symptoms: [],
    timeline: [],
  }
  return { schemaVersion: '1.0', tool: { name: 'hserr', version: '0' }, artifacts, incidents: [incident], notes: [] }
}

const lines = (it: Report) => render(it, 'text').split('\n')

describe('the first line', () => {
  test('is the verdict with its confidence and this incident in a sentence', () => {
    expect(lines(report('map-count-limit', [diagnosis()]))[0]).toBe(
      'map-count-limit (certain): 65,531 mappings, and the limit is 65,530.',
    )
  })

  test('says undetermined, what the evidence fits, and what to collect', () => {
    const [first] = lines(report(null, [diagnosis({ confidence: 'possible' })]))
    expect(first).toMatch(/^undetermined: /)
    expect(first).toContain('map-count-limit (possible)')
    expect(first).toContain('sysctl vm.max_map_count')
  })

  test('says that nothing shows a failure, where nothing does', () => {
    const [first] = lines(report(null, []))
    expect(first).toMatch(/^undetermined: nothing in this file shows/)
  })
})

describe('the text', () => {
  const text = render(report('map-count-limit', [diagnosis()]), 'text')

  test('prints where each statement is read as file:line', () => {
    expect(text).toContain('65,531 mappings, limit 65,530')
    expect(text).toContain('bundle.tgz!/hs_err_pid7.log:812-66343')
  })

  test('prints what to do with the command', () => {
    expect(text).toContain('Raise the limit.\n      $ sysctl -w vm.max_map_count=262144')
  })

  test('asks for nothing more where the answer is certain', () => {
    expect(text).not.toContain('What is missing')
    expect(render(report('map-count-limit', [diagnosis({ confidence: 'probable' })]), 'text')).toContain(
      '? the mapping limit at the time\n      $ sysctl vm.max_map_count',
    )
  })

  test('has no colour codes unless they are asked for, and is the same text with them', () => {
    expect(text).not.toContain('\u001b')
    const colored = render(report('map-count-limit', [diagnosis()]), 'text', { color: true })
    expect(colored).toContain('\u001b[')
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(text)
  })

  test('says what speaks against it and what else was weighed', () => {
    const against = [{ finding: 'memory-exhausted', statement: '1 MiB of 64 GiB memory available', spans: [] }]
    const other = diagnosis({ cause: 'disk-full', confidence: 'excluded', for: [], against, chain: ['disk-full'] })
    const both = render(report('map-count-limit', [diagnosis({ against }), other]), 'text')
    expect(both).toContain('- 1 MiB of 64 GiB memory available')
    expect(both).toContain('disk-full (excluded): 1 MiB of 64 GiB memory available')
  })

  test('says what could not be read: notes with their line, and lines that were not understood', () => {
    const cut: Artifact = {
      ...FILE,
      complete: false,
      coverage: { lines: 100, recognized: 90, ignored: 0, unknown: 10 },
      notes: [
        { code: 'hs-err/truncated', severity: 'warning', line: 99, message: 'The log ends inside the thread list.' },
      ],
    }
    const told = render(report(null, [], [cut]), 'text')
    expect(told).toContain('10 not understood, cut')
    expect(told).toContain('! bundle.tgz!/hs_err_pid7.log:99: The log ends inside the thread list.')
  })

  test('of a report without incidents says so', () => {
    expect(render({ ...report(null, []), artifacts: [], incidents: [] }, 'text')).toBe('Nothing was read.\n')
  })
})

test('JSON is the report', () => {
  const whole = report('map-count-limit', [diagnosis()])
  expect(JSON.parse(render(whole, 'json'))).toEqual(whole)
})

describe('explain', () => {
  test.each(causes.map((cause) => [cause.id, cause] as const))(
    '%s within 100 columns, but for commands',
    (id, cause) => {
      const text = explain(cause, findings, causes)
      expect(text.replaceAll('\n', ' ').startsWith(`${id}: ${cause.title}`)).toBe(true)
      expect(text).toContain('Speaks for it')
      expect(text).not.toMatch(/undefined|NaN|\[object/)
      // A word without blanks cannot be broken, and a command must not be.
      const long = text.split('\n').filter((line) => line.length > 100 && !/[$|;`]|https?:/.test(line))
      expect(long).toEqual([])
    },
  )

  test('the list names every cause once, each on a line of its family', () => {
    const list = explainAll(causes)
    for (const { id } of causes)
      expect(list.split('\n').filter((line) => line.trim().split(' ')[0] === id)).toHaveLength(1)
  })
})
