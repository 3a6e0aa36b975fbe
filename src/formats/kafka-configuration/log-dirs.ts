import type { FactTypes } from '../../model/fact-types.ts'

type LogDirs = FactTypes['kafka.log-dirs']

/** The tool's two sentences, or its JSON on one line. */
export function isLogDirsText(line: string): boolean {
  return (
    /^(Querying brokers for log directories information|Received log directory information from brokers )/.test(line) ||
    /^\s*\{.*"brokers"\s*:\s*\[.*"logDirs"\s*:/.test(line)
  )
}

/** undefined: no JSON, or damaged. `{"version":1,"brokers":[{"broker":0,"logDirs":[{"logDir":"/d","error":null,"partitions":[…]}]}]}` */
export function logDirsIn(line: string): LogDirs[] | undefined {
  let answer: { brokers?: readonly Broker[] }
  try {
    answer = JSON.parse(line)
  } catch {
    return undefined
  }
  return list(answer?.brokers).flatMap(({ broker, logDirs }) =>
    list(logDirs).map(({ logDir, error, partitions }) => ({
      broker: Number(broker),
      directory: String(logDir),
      partitions: list(partitions).length,
      bytes: list(partitions).reduce((sum, { size }) => sum + (Number(size) || 0), 0),
      ...(error && { error: String(error) }),
    })),
  )
}

interface Broker {
  readonly broker?: number
  readonly logDirs?: readonly {
    readonly logDir?: string
    readonly error?: string | null
    readonly partitions?: readonly { readonly size?: number }[]
  }[]
}

function list<T extends object>(items: readonly T[] | undefined): readonly T[] {
  return Array.isArray(items) ? items.filter((item) => typeof item === 'object' && item !== null) : []
}
