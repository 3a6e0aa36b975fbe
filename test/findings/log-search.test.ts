// What a finding over logs says: how often, and the words of the log that name the port, the directory or the key.

import { expect, test } from 'vitest'
import { diskFullReported } from '../../src/findings/disk-full-reported.ts'
import { portTaken } from '../../src/findings/port-taken.ts'
import { startupConfigRejected } from '../../src/findings/startup-config-rejected.ts'
import { threadStartRefused } from '../../src/findings/thread-start-refused.ts'
import { evaluateFinding, type FactValues } from '../../src/testing.ts'
import { trace } from './claims.ts'

const BIND = 'Socket server failed to bind to 0.0.0.0:9092: Address already in use.'

test.each<[string, typeof portTaken, FactValues, string]>([
  [
    'the message of what was thrown',
    portTaken,
    { 'log.exception': [trace(`org.apache.kafka.common.KafkaException: ${BIND}`)] },
    'a port is already in use (1 time): "Socket server failed to bind to 0.0.0.0:9092: Address already in use"',
  ],
  [
    'the class of what was thrown without a message',
    startupConfigRejected,
    { 'log.exception': [trace('org.apache.kafka.common.config.ConfigException')] },
    'the broker rejected its configuration (1 time): "org.apache.kafka.common.config.ConfigException"',
  ],
  [
    'an event, counted as often as it was logged',
    portTaken,
    { 'log.event': [{ level: 'ERROR', message: 'EADDRINUSE 9092', count: 3 }] },
    'a port is already in use (3 times): "EADDRINUSE 9092"',
  ],
  [
    'nothing where no log speaks',
    diskFullReported,
    { 'trace.failed-call': [{ call: 'write', errno: 'ENOSPC', count: 2 }] },
    'the disk is full (2 times)',
  ],
])('quotes %s', (_, finding, facts, statement) => {
  expect(evaluateFinding(finding, facts)).toMatchObject({ state: 'present', statement })
})

test('what may happen has not happened', () => {
  const at = (message: string) =>
    evaluateFinding(threadStartRefused, { 'log.event': [{ level: 'WARN', message, count: 1 }] }).state
  const thrown = 'java.lang.OutOfMemoryError: unable to create native thread'
  expect(at(`ulimit -u is 4096; starting threads may fail with ${thrown}`)).toBe('unknown')
  expect(at(`The pool may be too large. Failed with ${thrown}`)).toBe('present')
})
