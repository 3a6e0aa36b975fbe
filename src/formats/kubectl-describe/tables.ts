// Tables: the events below `kubectl describe`, `kubectl get events`, `kubectl get pods`, `docker ps -a`.

import type { LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'

/** Events that are ordinary life; they are read and left. */
const ORDINARY = /^(?:Scheduled|Pulling|Pulled|Created|Started|SuccessfulCreate|SuccessfulAttachVolume|LeaderElection)$/

/** `  Warning  Unhealthy  5m (x12 over 20m)  kubelet  Liveness probe failed: …` */
const DESCRIBED = /^\s*(Normal|Warning)\s+(\w+)\s+(\S+(?:\s+\(x(\d+) over \S+\))?)\s+(\S+(?:, \S+)*)\s{2,}(.*)$/
/** `3m  Warning  BackOff  pod/kafka-0  Back-off restarting failed container` with `kubectl get events`. */
const LISTED = /^(?:\S+\s+)?(\d+[smhd]\S*)\s+(Normal|Warning)\s+(\w+)\s+(\S+)\s+(.*)$/
const HEADINGS =
  /^\s*(?:Type\s+Reason\s+Age\s+From\s+Message|----\s+------\s+----|(?:NAMESPACE\s+)?LAST SEEN\s|CONTAINER(?: ID)?\s+IMAGE\s|(?:NAMESPACE\s+)?NAME\s+READY\s+STATUS\s)/
/** `Exited (137) 5 minutes ago` in the status column of `docker ps -a` and `podman ps -a`. */
const EXITED = /\bExited \((\d+)\)\s+(?:About )?\S+ \w+ ago\b.*?(\S+)\s*$/
/** `kafka-0   0/1   OOMKilled   7 (5m ago)   2d` */
const POD =
  /^(?:\S+\s+)?(\S+)\s+\d+\/\d+\s+(OOMKilled|Error|Evicted|CrashLoopBackOff|ContainerStatusUnknown|Init:OOMKilled)\s+(\d+)\b/

/** Reads one row of such a table. */
export function readTableRow(text: string, cursor: LineCursor, facts: FactLedger): boolean {
  return readEvent(text, cursor, facts) || readStatus(text, cursor, facts) || HEADINGS.test(text)
}

function readEvent(text: string, cursor: LineCursor, facts: FactLedger): boolean {
  const described = DESCRIBED.exec(text)
  const listed = described ? null : LISTED.exec(text)
  const reason = described?.[2] ?? listed?.[3]
  const message = described?.[6] ?? listed?.[5]
  if (reason === undefined || message === undefined) return false
  if (ORDINARY.test(reason)) return true
  const times = Number(described?.[4] ?? 1)
  facts.repeat(
    'container.event',
    { reason, message: message.trim() },
    cursor,
    { times },
    `${reason} ${shapeOf(message)}`,
  )
  return true
}

function readStatus(text: string, cursor: LineCursor, facts: FactLedger): boolean {
  const exited = EXITED.exec(text)
  if (exited) {
    const [, code, container] = exited as unknown as [string, string, string]
    facts.say('container.terminated', { exitCode: Number(code), container }, cursor)
    return true
  }
  const pod = POD.exec(text)
  if (!pod) return false
  const [, container, reason, restarts] = pod as unknown as [string, string, string, string]
  facts.say(
    'container.terminated',
    { reason: reason.replace('Init:', ''), container, restarts: Number(restarts) },
    cursor,
  )
  return true
}

function shapeOf(message: string): string {
  return message.replace(/[0-9a-f]{8,}|\d+/g, '0')
}
