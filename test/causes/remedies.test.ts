// What to do is said for the place where the process runs and for the application that it is.

import { expect, test } from 'vitest'
import { cgroupMemoryLimit } from '../../src/causes/cgroup-memory-limit.ts'
import { causes } from '../../src/causes/index.ts'
import { javaHeapOom } from '../../src/causes/java-heap-oom.ts'
import { logDirFailure } from '../../src/causes/log-dir-failure.ts'
import { signalSentByUser } from '../../src/causes/signal-sent-by-user.ts'
import { threadLimit } from '../../src/causes/thread-limit.ts'
import { type Differential, diagnose } from '../../src/diagnosis/diagnose.ts'
import { findings } from '../../src/findings/index.ts'
import type { Cause } from '../../src/model/cause.ts'
import { type FactValues, factsOf } from '../../src/testing.ts'

function diagnoseFacts(facts: FactValues): Differential {
  return diagnose(factsOf(facts), findings, causes)
}

function commandsOf(cause: Cause, facts: FactValues): string {
  const remedies = diagnoseFacts(facts).diagnoses.find((diagnosis) => diagnosis.cause === cause.id)?.remedies ?? []
  return remedies.map(({ action, command }) => `${action} ${command ?? ''}`).join('\n')
}

function killedIn(cgroup: string): FactValues {
  return { 'kernel.oom-kill': [{ constraint: 'memcg', command: 'java', cgroup }] }
}

test.each([
  ['a pod', '/kubepods/burstable/pod8d39171a/f1', 'kubectl set resources'],
  ['a container', '/docker/eee5a13cc375', 'docker update --memory=8g'],
  ['a unit', '/system.slice/kafka-broker.service', 'systemctl set-property kafka-broker.service MemoryMax=8G'],
])('the memory limit of %s', (_, cgroup, command) => {
  const commands = commandsOf(cgroupMemoryLimit, killedIn(cgroup))
  expect(commands).toContain(command)
  expect(commands.match(/kubectl|docker update|systemctl/g)).toHaveLength(1)
})

test('the process limit of a pod is a setting of the kubelet', () => {
  const facts: FactValues = {
    'kernel.fork-rejected': [{ cgroup: '/kubepods/pod1/c1', count: 1 }],
    'jvm.thread-start-failed': [{ errno: 'EAGAIN', count: 1 }],
  }
  expect(commandsOf(threadLimit, facts)).toContain('podPidsLimit')
  expect(commandsOf(threadLimit, facts)).not.toContain('systemctl edit')
})

test.each([
  ['kafka', 'KAFKA_HEAP_OPTS'],
  ['elasticsearch', 'jvm.options.d'],
  ['cassandra', 'MAX_HEAP_SIZE=6G'],
])('the heap of %s', (name, setting) => {
  const facts: FactValues = {
    'application.version': [{ name, version: '1' }],
    'jvm.oom-action': [{ action: 'terminating', kind: 'Java heap space' }],
  }
  expect(commandsOf(javaHeapOom, facts)).toContain(setting)
})

test('nobody is sent to dmesg on Windows', () => {
  const facts: FactValues = {
    os: [{ family: 'windows' }],
    'log.event': [{ level: 'ERROR', message: 'Error while renaming dir for t-9 in log dir C:\\data', count: 1 }],
  }
  const { diagnoses } = diagnoseFacts(facts)
  expect(diagnoses[0]?.cause).toBe('log-dir-failure')
  expect(commandsOf(logDirFailure, facts)).not.toContain('dmesg')
  expect(diagnoses.flatMap(({ missing }) => missing.map(({ collect }) => collect)).join()).not.toContain('dmesg')
})

test('a signal of the kernel has a limit behind it and no sender', () => {
  expect(commandsOf(signalSentByUser, { 'process.exit': [{ code: 152 }] })).toContain('LimitCPU')
  expect(commandsOf(signalSentByUser, { 'process.exit': [{ signal: 'SIGALRM' }] })).toContain('SENDER_PID')
})
