// The report for a person: what is only possible reads as a condition, and nothing is said twice.

import { expect, test } from 'vitest'
import { analyze, render } from '../../src/index.ts'

async function textOf(name: string, text: string): Promise<string> {
  const source = {
    uri: name,
    async *stream() {
      yield new TextEncoder().encode(text)
    },
  }
  return render(await analyze([source]), 'text')
}

const SMALL_REQUEST =
  "OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x00007f2a5c3f0000, 65536, 0) failed; error='Not enough space' (errno=12)\n"

test('the remedies of a cause that is only possible stand under a condition', async () => {
  const text = await textOf('console.txt', SMALL_REQUEST)
  expect(text).toMatch(
    /^undetermined: the JVM was refused an mmap of 65,536 bytes .* fits map-count-limit \(possible\)/,
  )
  expect(text).toContain('If it is map-count-limit: now\n')
  expect(text).not.toContain('What to do now')
})

test('a command is asked for once', async () => {
  const commands = (await textOf('console.txt', SMALL_REQUEST)).match(/^ +\? .*\n +\$ .*$/gm) ?? []
  const asked = commands.map((lines) => lines.split('\n')[1])
  expect(asked.length).toBeGreaterThan(1)
  expect(new Set(asked).size).toBe(asked.length)
})
