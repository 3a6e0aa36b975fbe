import { type Head, shareOfLines } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { EVICTION } from './eviction.ts'
import { RUNTIME_EVENT } from './runtime-events.ts'

/** What Kubernetes and the container runtimes say of a container: describe, get events, inspect, ps. */
export const kubectlDescribe: Format = {
  id: 'kubectl-describe',
  title: 'Containers as Kubernetes, Docker or CRI see them (describe, get events, inspect, ps -a)',
  detect,
  needles: ['Last State: ', '"OOMKilled":', '  OOMKilled  ', 'Exited ('],
  load: () => import('./read.ts'),
}

const DESCRIBE = [/^Name:\s+\S/m, /^Namespace:\s+\S/m, /^Containers:\s*$/m, /^\s+Last State:\s+\w/m, /^\s+State:\s+\w/m]
const EVENT_TABLE = /^(?:NAMESPACE\s+)?LAST SEEN\s+(?:FIRST SEEN\s+COUNT\s+NAME\s+KIND\s+|TYPE\s+REASON\s)/m
const PS_TABLE = /^CONTAINER(?: ID)?\s+IMAGE\s+(?:COMMAND\s+)?CREATED\s+STAT(?:US|E)\b/m
const PODS_TABLE = /^(?:NAMESPACE\s+)?NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\b/m
const INSPECT = /"OOMKilled":\s*(?:true|false)|"exitCode":\s*\d+|"ExitCode":\s*\d+/

/** Excerpts: the lines that people paste. */
const EXCERPT =
  /^Reason:\s+Evicted\s*$|^\s*(?:Warning|Normal)\s+(?:Unhealthy|Killing|Evicted|BackOff|OOMKilling)\s+\d+[smhd]/m

const EVICTED_STATUS = /^\s*"?reason"?: "?Evicted"?,?$/m

function detect(head: Head): number {
  const { text } = head
  const described = DESCRIBE.filter((line) => line.test(text)).length
  if (described >= 3) return 0.9
  if (EVENT_TABLE.test(text) || PS_TABLE.test(text) || PODS_TABLE.test(text)) return 0.8
  if (/^\s*[[{]/.test(text) && INSPECT.test(text)) return 0.8
  if (/"(?:containerStatuses|terminated)":/.test(text) && INSPECT.test(text)) return 0.7
  if (/^\s*(?:containerStatuses|lastState|terminated):\s*$/m.test(text) && /^\s*exitCode:\s*\d+/m.test(text)) return 0.8
  if (EXCERPT.test(text) || (EVICTED_STATUS.test(text) && EVICTION.test(text))) return 0.6
  const { matches, share } = shareOfLines(head, (line) => RUNTIME_EVENT.test(line))
  if (matches > 0 && share > 0.3) return share * 0.8
  return described > 0 && /^\s+Exit Code:\s+\d+/m.test(text) ? 0.6 : 0
}
