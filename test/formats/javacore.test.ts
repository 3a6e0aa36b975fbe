import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const JAVACORE = `0SECTION       TITLE subcomponent dump routine
NULL           ===============================
1TICHARSET     UTF-8
1TISIGINFO     Dump Event "gpf" (00002000) received
1TIDATETIME    Date: 2026/11/21 at 12:00:00:000
0SECTION       ENVINFO subcomponent dump routine
1CIJAVAVERSION JRE 17.0.8 Linux amd64-64 (build 17.0.8+7)
1CIPROCESSID   Process ID: 2423 (0x977)
2CIUSERLIMIT   RLIMIT_AS                   unlimited            unlimited
2CIUSERLIMIT   RLIMIT_NOFILE                    4096                 8192
`

test('a javacore is named as such, and its version, pid and limits are read', async () => {
  const { artifact, facts, readings } = await readText(JAVACORE)
  expect(artifact).toMatchObject({
    format: 'javacore',
    coverage: { unknown: 0 },
    notes: [{ code: 'javacore/other-jvm' }],
  })
  expect(readings[0]?.reading.value).toMatchObject({ event: 'Dump Event "gpf" (00002000) received' })
  expect(facts).toMatchObject([
    { type: 'jvm.version', value: { version: '17.0.8+7', major: 17 }, process: { pid: 2423 }, span: { line: 7 } },
    { type: 'limit.rlimit', value: { resource: 'AS', soft: null, hard: null } },
    { type: 'limit.rlimit', value: { resource: 'NOFILE', soft: 4096, hard: 8192 } },
  ])
})
