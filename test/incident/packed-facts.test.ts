// Facts that are packed while a bundle is read come out as they went in.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packFacts } from '../../src/incident/packed-facts.ts'
import type { AnyFact } from '../../src/model/fact.ts'

const ARTIFACT = 'bundle.tar.gz!/hs_err_pid7.log'

const process = fc.record({ host: fc.string(), pid: fc.nat(), run: fc.nat() }, { requiredKeys: [] })
const at = fc.record({ epochMs: fc.integer(), precisionMs: fc.nat(), zone: fc.constantFrom('utc', 'assumed') })
const fact = fc.record(
  {
    type: fc.constantFrom('jvm.flag', 'crash.stack', 'acme/raid.state'),
    value: fc.jsonValue().map((value) => JSON.parse(JSON.stringify({ value }))),
    span: fc.record({
      artifact: fc.constant(ARTIFACT),
      line: fc.nat(),
      endLine: fc.nat(),
      byteOffset: fc.nat(),
      excerpt: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'jvm_args: -Xmx1g -Xms1g')),
    }),
    at,
    process: fc.oneof(process, fc.constant({ pid: 7 })),
  },
  { requiredKeys: ['type', 'value', 'span'] },
)

test('whatever they say, in any order, as often as they are asked for', () => {
  fc.assert(
    fc.property(fc.array(fact), (facts) => {
      const unpack = packFacts(ARTIFACT, facts as unknown as AnyFact[])
      expect(unpack()).toEqual(facts)
      expect(unpack()).toEqual(facts)
    }),
  )
})

test('facts that share a line and a process still have their own place', () => {
  const shared = { pid: 7 }
  const flag = (name: string, line: number, excerpt: string, of?: { pid: number }) => ({
    type: 'jvm.flag',
    value: { name, value: true },
    span: { artifact: ARTIFACT, line, endLine: line, byteOffset: line * 10, excerpt },
    ...(of && { process: of }),
  })
  const facts = [
    flag('UseG1GC', 3, '-XX:+UseG1GC -XX:+AlwaysPreTouch', shared),
    flag('AlwaysPreTouch', 3, '-XX:+UseG1GC -XX:+AlwaysPreTouch', shared),
    flag('UseZGC', 4, '-XX:+UseZGC'),
    flag('UseSerialGC', 5, '-XX:+UseSerialGC', shared),
  ]
  expect(packFacts(ARTIFACT, facts as unknown as AnyFact[])()).toEqual(facts)
})
