// What a finding, cause or format must have besides its own file.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { causes } from '../src/causes/index.ts'
import { findings } from '../src/findings/index.ts'
import { formats } from '../src/formats/index.ts'
import { createRegistry, findingIdsOf } from '../src/registry.ts'
import { casesIn } from './corpus/cases.ts'

const SRC = join(import.meta.dirname, '../src')

/** The ids that contract.md fixes. */
const CONTRACT_CAUSES =
  `map-count-limit map-count-index-files map-count-stale-resize-mappings map-count-threads delayed-gc-unmap
physical-memory-exhausted heap-exceeds-memory overcommit-commit-limit cgroup-memory-limit rlimit-address-space address-space-32bit
page-file-exhausted compressed-oops-squeeze large-pages-failure malloc-arena-bloat jit-compiler-memory gzip-native-leak-restart
native-memory-leak thread-limit thread-leak seccomp-clone3-eperm fd-exhaustion disk-full mmap-backing-lost tmp-full-sigbus
log-dir-failure corrupt-index noexec-tmp java-heap-oom metaspace-oom direct-buffer-oom codecache-full java-stack-overflow
crash-on-oom-flag exit-on-oom-flag jar-modified-while-running c2-compiler-crash miscompiled-code gc-thread-crash
native-library-crash agent-crash native-stack-overflow unmapped-buffer-access unsafe-memory-access native-heap-corruption
native-abort libc-mismatch-musl cpu-feature-or-microcode signal-sent-by-user safepoint-timeout-abort jvm-internal-error
log-cleaner-death zookeeper-session-loss unclean-leader-election kraft-fatal-fault zookeeper-unreachable
broker-already-registered port-in-use orderly-stop jvm-startup-config-error`.split(/\s+/)

function filesOf(folder: string): string[] {
  return readdirSync(join(SRC, folder))
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.replace(/\.ts$/, ''))
    .sort()
}

test('every cause of the contract is there', () => {
  const ids = causes.map(({ id }) => id)
  expect(CONTRACT_CAUSES.filter((id) => !ids.includes(id))).toEqual([])
})

test('a file of a finding or cause is named for its id and listed in the index', () => {
  expect(findings.map(({ id }) => id).sort()).toEqual(filesOf('findings'))
  expect(causes.map(({ id }) => id).sort()).toEqual(filesOf('causes'))
})

test('causes name findings and causes that exist, and no two things have one id', () => {
  expect(() => createRegistry()).not.toThrow()
})

test('every finding serves a cause', () => {
  const used = new Set(causes.flatMap(findingIdsOf))
  expect(findings.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([])
})

test('every cause can be raised by what triggers it, and told from its neighbours', () => {
  const rows = new Map<string, string>()
  for (const cause of causes) {
    expect(cause.triggers.length, cause.id).toBeGreaterThan(0)
    expect(cause.symptoms.length, cause.id).toBeGreaterThan(0)
    const row = JSON.stringify(Object.entries(cause.evidence).sort())
    expect(rows.get(row), `${cause.id} has the same evidence as another cause`).toBeUndefined()
    rows.set(row, cause.id)
  }
})

test('every cause explains itself and says what to do now and for good', () => {
  for (const cause of causes) {
    expect(cause.summary.length, cause.id).toBeGreaterThan(80)
    if (typeof cause.remedies === 'function') continue
    expect(cause.remedies.filter(({ when }) => when === 'now').length, `${cause.id}: now`).toBeGreaterThan(0)
    if (cause.failure !== false)
      expect(cause.remedies.filter(({ when }) => when === 'for-good').length, `${cause.id}: for good`).toBeGreaterThan(
        0,
      )
  }
})

test('formats have distinct ids in kebab case', () => {
  const ids = formats.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([])
})

test('every cause has a case in the corpus', () => {
  const shown = new Set(casesIn('cases').flatMap(({ expected }) => [expected.verdict, ...(expected.accept ?? [])]))
  expect(causes.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([])
})

test('formats at hand may own a file; all are loaded when none of them does', async () => {
  const { formats: atHand, loadFormats } = createRegistry()
  expect(atHand.filter(({ owns }) => owns === undefined)).toEqual([])
  expect(await loadFormats()).toEqual(formats)
})
