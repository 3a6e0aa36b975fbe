// A file that begins with a crash log is read by that reader alone, up to where the log ends.

import { expect, test } from 'vitest'
import { hsErr } from '../../../src/formats/hs-err/index.ts'
import { formats } from '../../../src/formats/index.ts'
import { readArtifact } from '../../../src/read-artifact.ts'

const LOG = `#
# A fatal error has been detected by the Java Runtime Environment:
#
#  SIGSEGV (0xb) at pc=0x00007f0000001234, pid=4711, tid=4712
#
# Problematic frame:
# C  [libfoo.so+0x1234]
#

---------------  S U M M A R Y ------------

Command Line: -Xmx1g Main

vm_info: OpenJDK 64-Bit Server VM (17.0.15+6) for linux-amd64 JRE (17.0.15+6), built on Apr 12 2025
`
const ABORTED = 'Aborted (core dumped)'

test.each([
  ['the end of a log', `${LOG}\nEND.\n`],
  ['the last lines of JDK 8', `${LOG}\ntime: Mon Mar 3 10:00:00 2025\nelapsed time: 5 seconds (0d 0h 0m 5s)\n`],
])("what the shell says behind %s is the console's", async (_, log) => {
  const { readings } = await read(`${log}\n${ABORTED}\n`)
  expect(readings.map(({ format }) => format)).toEqual(['hs-err', 'jvm-console'])
  expect(readings[1]?.reading.facts.every(({ span }) => span.line === log.split('\n').length + 1)).toBe(true)
})

test('a banner of 64 KiB and more before the shell speaks', async () => {
  const log = LOG.replace('Command Line', `${'Environment Variables:\nPATH=/bin\n'.repeat(4000)}Command Line`)
  const { readings } = await read(`${log}END.\n${ABORTED}\n`)
  expect(readings[1]?.reading.facts.map(({ span }) => span.line)).toEqual([log.split('\n').length + 1])
})

test('a stamped line inside of a log that was cut is looked at', async () => {
  const log = LOG.slice(0, LOG.indexOf('Command'))
  const record =
    '[2025-03-29 09:37:03,218] ERROR java.lang.OutOfMemoryError: unable to create native thread (kafka.Kafka$)'
  const { readings } = await read(`${log}${'x\n'.repeat(40_000)}${record}\n`)
  expect(readings.map(({ format }) => format)).toEqual(['hs-err', 'server-log'])
})

test.each([
  ['a log', LOG, true],
  ['two logs', `${LOG}END.\n${LOG}`, true],
  ['a log behind other text', `starting\n${LOG}`, false],
  ['a log before other text', `${LOG}END.\nstarting again\n`, false],
  ['the banner alone, as the console shows it', LOG.slice(0, LOG.indexOf('---')), false],
])('%s: owned by the reader of crash logs or not', (_, text, isOwned) => {
  expect(hsErr.owns?.({ text, lines: text.split('\n'), name: 'x' })).toBe(isOwned)
})

function read(text: string) {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text)
  }
  return readArtifact({ uri: 'hs_err_pid4711.log', stream }, formats)
}
