import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from '../read-text.ts'

const POD = `Name:             kafka-0
Namespace:        prod
Priority:         0
Node:             node-1/10.0.0.1
Start Time:       Sat, 21 Nov 2026 08:00:00 +0000
Labels:           app=kafka
Status:           Running
Init Containers:
  init-config:
    Image:          busybox
    State:          Terminated
      Reason:       Completed
      Exit Code:    0
      Started:      Sat, 21 Nov 2026 08:00:01 +0000
      Finished:     Sat, 21 Nov 2026 08:00:02 +0000
    Ready:          True
    Restart Count:  0
Containers:
  kafka:
    Container ID:   containerd://abc
    Image:          apache/kafka:3.8.1
    Ports:          9092/TCP, 9093/TCP
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Sat, 21 Nov 2026 10:00:00 +0000
      Finished:     Sat, 21 Nov 2026 10:05:00 +0000
    Ready:          False
    Restart Count:  7
    Limits:
      cpu:     2
      memory:  2Gi
    Requests:
      memory:  1Gi
    Environment:
      KAFKA_HEAP_OPTS:  -Xmx2g
  sidecar:
    State:          Running
      Started:      Sat, 21 Nov 2026 08:00:10 +0000
    Restart Count:  0
Conditions:
  Type              Status
  Ready             False
Events:
  Type     Reason     Age                  From               Message
  ----     ------     ----                 ----               -------
  Normal   Pulled     10m                  kubelet            Container image already present
  Warning  BackOff    2m (x12 over 20m)    kubelet            Back-off restarting failed container kafka
  Warning  Unhealthy  3m                   kubelet            Liveness probe failed: dial tcp 10.0.0.1:9092
  Normal   Killing    3m                   kubelet            Container kafka failed liveness probe, will be restarted
`

test('how each container of a pod ended, with its limit and restarts', async () => {
  const { artifact, facts } = await readText(POD)
  expect(artifact.format).toBe('kubectl-describe')
  const endings = facts.filter(({ type }) => type === 'container.terminated')
  expect(endings.map(({ value, span }) => [span.line, span.endLine, value])).toEqual([
    [11, 15, expect.objectContaining({ container: 'init-config', reason: 'Completed', exitCode: 0, restarts: 0 })],
    [
      25,
      29,
      {
        ...{ container: 'kafka', reason: 'OOMKilled', exitCode: 137, restarts: 7, memoryLimitBytes: 2 * 1024 ** 3 },
        startedAt: { epochMs: Date.UTC(2026, 10, 21, 10), precisionMs: 1000, zone: 'offset' },
        finishedAt: { epochMs: Date.UTC(2026, 10, 21, 10, 5), precisionMs: 1000, zone: 'offset' },
      },
    ],
  ])
})

test('events that are no ordinary life, with their count', async () => {
  expect(await valuesIn('container.event', POD)).toMatchObject([
    { reason: 'BackOff', count: 12 },
    { reason: 'Unhealthy', message: 'Liveness probe failed: dial tcp 10.0.0.1:9092', count: 1 },
    { reason: 'Killing', count: 1 },
  ])
})

test('kubectl get events', async () => {
  const text = `LAST SEEN   TYPE      REASON             OBJECT        MESSAGE
3m          Warning   Evicted            pod/kafka-0   The node was low on resource: memory.
5m          Warning   FailedScheduling   pod/kafka-1   0/3 nodes are available: 3 Insufficient memory.
6m          Normal    Scheduled          pod/kafka-2   Successfully assigned prod/kafka-2 to node-1
`
  const { artifact } = await readText(text)
  expect(artifact).toMatchObject({ format: 'kubectl-describe', coverage: { recognized: 4, unknown: 0 } })
  expect(await valuesIn('container.event', text)).toMatchObject([
    { reason: 'Evicted', at: 2 },
    { reason: 'FailedScheduling', at: 3 },
  ])
})

test('kubectl get pods', async () => {
  const text = `NAME      READY   STATUS      RESTARTS      AGE
kafka-0   0/1     OOMKilled   7 (5m ago)    2d
kafka-1   1/1     Running     0             2d
`
  expect(await valuesIn('container.terminated', text)).toEqual([
    { container: 'kafka-0', reason: 'OOMKilled', restarts: 7, at: 2 },
  ])
})

test('docker ps -a', async () => {
  const text = `CONTAINER ID   IMAGE          COMMAND                  CREATED        STATUS                       PORTS     NAMES
0123456789ab   kafka:3.8.1    "/etc/kafka/docker/r…"   2 days ago     Exited (137) 5 minutes ago             kafka
ba9876543210   kafka:3.8.1    "/etc/kafka/docker/r…"   2 days ago     Up 2 days                    9092/tcp  kafka-2
`
  expect(await valuesIn('container.terminated', text)).toEqual([{ exitCode: 137, container: 'kafka', at: 2 }])
})

test('docker inspect', async () => {
  const text = `[
    {
        "Id": "0123456789ab",
        "State": {
            "Status": "exited",
            "Running": false,
            "OOMKilled": true,
            "Pid": 0,
            "ExitCode": 137,
            "Error": "",
            "StartedAt": "2026-11-21T10:00:00.123456789Z",
            "FinishedAt": "2026-11-21T10:05:00.123456789Z"
        },
        "Name": "/kafka",
        "RestartCount": 0,
        "HostConfig": {
            "Memory": 2147483648
        }
    }
]
`
  expect(await valuesIn('container.terminated', text)).toMatchObject([
    { reason: 'OOMKilled', exitCode: 137, container: 'kafka', restarts: 0, memoryLimitBytes: 2147483648, at: 9 },
  ])
})

test('kubectl get pod -o yaml', async () => {
  const text = `apiVersion: v1
kind: Pod
status:
  containerStatuses:
  - image: app:1.2
    lastState:
      terminated:
        exitCode: 137
        finishedAt: "2026-11-21T10:05:00Z"
        reason: OOMKilled
        startedAt: "2026-11-21T10:00:00Z"
    name: app
    restartCount: 4
`
  expect(await valuesIn('container.terminated', text)).toMatchObject([
    { reason: 'OOMKilled', exitCode: 137, container: 'app', restarts: 4, at: 8 },
  ])
})

test('a running container has not ended', async () => {
  const text = '{\n "State": {\n "Status": "running",\n "Running": true,\n "OOMKilled": false,\n "ExitCode": 0\n }\n}\n'
  expect(await factsIn(text)).toEqual([])
})

test('crictl inspect', async () => {
  const text = `{
  "status": {
    "state": "CONTAINER_EXITED",
    "startedAt": "2026-11-21T10:00:00Z",
    "finishedAt": "2026-11-21T10:05:00Z",
    "exitCode": 137,
    "reason": "OOMKilled"
  }
}
`
  expect(await valuesIn('container.terminated', text)).toMatchObject([{ reason: 'OOMKilled', exitCode: 137, at: 6 }])
})

test('an excerpt of a description is enough', async () => {
  const text = '    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    143\n'
  expect(await valuesIn('container.terminated', text)).toMatchObject([{ reason: 'Error', exitCode: 143, at: 1 }])
})

test('an evicted pod says why below its reason', async () => {
  const text = `Name:       kafka-0
Status:     Failed
Reason:     Evicted
Message:    The node was low on resource: memory.
Containers:
  kafka:
    Limits:
      memory:  2Gi
`
  expect(await valuesIn('container.event', text)).toMatchObject([
    { reason: 'Evicted', message: 'The node was low on resource: memory.', at: 4 },
  ])
})

test('the status of an evicted pod, as YAML or JSON', async () => {
  const yaml = `status:
  message: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 93820Ki. Container
    kafka was using 5711916Ki, request is 4Gi, has larger consumption of memory. '
  phase: Failed
  reason: Evicted
`
  const json = `{
  "status": {
    "message": "Pod The node had condition: [DiskPressure]. ",
    "reason": "Evicted"
  }
}
`
  expect(await valuesIn('container.event', yaml)).toMatchObject([{ reason: 'Evicted', at: 2 }])
  expect(await valuesIn('container.event', json)).toMatchObject([{ reason: 'Evicted', at: 3 }])
})

test('a row that an issue shows in bold is read as it was', async () => {
  const text = `Containers:
  operator:
    Last State:     Terminated
      **Reason:       OOMKilled**
      Exit Code:    137
`
  expect(await valuesIn('container.terminated', text)).toMatchObject([{ reason: 'OOMKilled', exitCode: 137 }])
})

test('docker says of a SIGKILL that it was no OOM kill', async () => {
  const text = '"State": {\n  "Status": "exited",\n  "OOMKilled": false,\n  "ExitCode": 137,\n  "Error": ""\n},\n'
  expect(await valuesIn('container.terminated', text)).toMatchObject([{ reason: 'Error', exitCode: 137 }])
})

test('the rows of events alone are enough', async () => {
  const text =
    '  Normal   Killing    5m50s (x7 over 24m)  kubelet  Container kafka failed liveness probe, will be restarted\n'
  expect(await valuesIn('container.event', text)).toMatchObject([{ reason: 'Killing', count: 7 }])
})

const OOM_EVENT = '2019-05-04T18:05:45.01-05:00 container oom 29d72966e0beb17d (image=cp-kafka:5.2.1, name=kafka_1)\n'
const DIE_EVENT =
  '2019-05-04T18:05:45.21-05:00 container die 29d72966e0beb17d (exitCode=137, image=cp-kafka:5.2.1, name=kafka_1)\n'

test('docker events: memory ran out, then the container died', async () => {
  const facts = await factsIn(OOM_EVENT + DIE_EVENT)
  expect(facts).toMatchObject([
    {
      type: 'container.terminated',
      value: { reason: 'OOMKilled', exitCode: 137, container: 'kafka_1' },
      at: { epochMs: Date.UTC(2019, 4, 4, 23, 5, 45, 210) },
      span: { line: 2 },
    },
  ])
})

test('docker events: a container that lives on lost another process', async () => {
  expect(await valuesIn('memory.cgroup', OOM_EVENT)).toMatchObject([{ oomKills: 1, at: 1 }])
})

test('podman events say died', async () => {
  const line =
    '2024-05-01 10:11:12.0 +0200 CEST container died 29d72966e0be (image=kafka, name=kafka, containerExitCode=137)\n'
  const [ended] = await valuesIn('container.terminated', line)
  expect(ended).toMatchObject({ exitCode: 137, container: 'kafka' })
  expect(ended).not.toHaveProperty('reason')
})

test('docker events as JSON', async () => {
  const event = (action: string, attributes: string) =>
    `{"status":"${action}","id":"29d7","from":"kafka","Type":"container","Action":"${action}","Actor":{"ID":"29d7","Attributes":{${attributes}"image":"kafka","name":"kafka_1"}},"scope":"local","time":1557011145,"timeNano":1557011145213621187}\n`
  const facts = await factsIn(event('oom', '') + event('die', '"exitCode":"137",'))
  expect(facts).toMatchObject([
    {
      type: 'container.terminated',
      value: { reason: 'OOMKilled', exitCode: 137, container: 'kafka_1' },
      at: { epochMs: 1557011145213 },
      span: { line: 2 },
    },
  ])
})
