// Lines in which a program says what it is and where it runs: versions, JVM arguments, operating system.

import type { FactTypes } from '../../model/fact-types.ts'
import { flagsOf } from './jvm-arguments.ts'
import { CONTEXT } from './markers.ts'

/** A fact without its place. */
export type Said = { [T in 'application.version' | 'jvm.version' | 'jvm.flag' | 'os']: readonly [T, FactTypes[T]] }[
  | 'application.version'
  | 'jvm.version'
  | 'jvm.flag'
  | 'os']

interface Statement {
  /** The message starts with this, behind its bracketed context; at least four characters, for the gate. */
  readonly starts: string
  read(message: string): readonly Said[]
}

export const statements: readonly Statement[] = [
  // org.apache.kafka.common.utils.AppInfoParser: `Kafka version : 0.9.0.1` until 2.1, `Kafka version: 3.8.0` since.
  { starts: 'Kafka version', read: (said) => application('kafka', /version ?: (\S+)/.exec(said)?.[1]) },
  { starts: 'Cassandra version', read: (said) => application('cassandra', /version: (\S+)/.exec(said)?.[1]) },
  { starts: 'version[', read: readElasticsearchVersion },
  { starts: 'JVM arguments', read: (said) => flags(/\[(.*)\]/s.exec(said)?.[1] ?? '') },
  { starts: 'JVM Arguments', read: (said) => flags(/\[(.*)\]/s.exec(said)?.[1] ?? '') },
  { starts: 'JVM vendor/version', read: (said) => jvm(/\/([\d._+-]+)\s*$/.exec(said)?.[1]) },
  // org.apache.zookeeper.Environment, printed by servers and by clients such as the broker.
  { starts: 'Client environment:', read: readEnvironment },
  { starts: 'Server environment:', read: readEnvironment },
  { starts: 'Starting', read: readSpringStart },
]

/** What a line says of its program, or nothing. */
export function statementsIn(message: string): readonly Said[] {
  const said = message.replace(CONTEXT, '')
  return statements.find(({ starts }) => said.startsWith(starts))?.read(said) ?? []
}

function application(name: string, version: string | undefined): Said[] {
  return version === undefined ? [] : [['application.version', { name, version }]]
}

function jvm(version: string | undefined): Said[] {
  if (version === undefined) return []
  const [, old, current] = /^(?:1\.(\d+)|(\d+))/.exec(version) ?? []
  const major = old ?? current
  return [['jvm.version', { version, ...(major === undefined ? {} : { major: Number(major) }) }]]
}

function flags(printed: string): Said[] {
  return flagsOf(printed.split(/,\s*(?=-)|\s+(?=-)/)).map((flag) => ['jvm.flag', flag] as const)
}

/** `version[7.10.0], pid[1], build[…], OS[Linux/5.4.0/amd64], JVM[AdoptOpenJDK/OpenJDK 64-Bit Server VM/15.0.1/15.0.1+9]` */
function readElasticsearchVersion(message: string): Said[] {
  const part = (name: string): string | undefined => new RegExp(`\\b${name}\\[([^\\]]*)\\]`).exec(message)?.[1]
  const [osName, kernel, architecture] = (part('OS') ?? '').split('/')
  const name = message.includes('opensearch') ? 'opensearch' : 'elasticsearch'
  return [
    ...application(name, part('version')),
    ...jvm(part('JVM')?.split('/').at(-1)),
    ...(kernel === undefined
      ? []
      : [os({ family: familyOf(osName ?? ''), kernel, ...(architecture ? { architecture } : {}) })]),
  ]
}

function readEnvironment(message: string): readonly Said[] {
  const [, key, value] = /environment:([\w.]+)=(.*)$/.exec(message) ?? []
  if (key === undefined || value === undefined) return []
  switch (key) {
    case 'java.version':
      return jvm(value)
    case 'zookeeper.version':
      return message.startsWith('Server')
        ? application('zookeeper', /^[^,\s]+?(?=-[0-9a-f]{8,}|,|$)/.exec(value)?.[0])
        : []
    case 'os.name':
      return [os({ family: familyOf(value) })]
    case 'os.version':
      return [os({ family: 'unknown', kernel: value })]
    case 'os.arch':
      return [os({ family: 'unknown', architecture: value })]
    case 'host.name':
      return [os({ family: 'unknown', host: value })]
    default:
      return []
  }
}

/** `Starting App v1.2 using Java 17.0.1 with PID 1 (/app.jar started by root in /)` (Spring Boot). */
function readSpringStart(message: string): readonly Said[] {
  return jvm(/ using Java ([\d._+]+)/.exec(message)?.[1])
}

function os(value: FactTypes['os']): Said {
  return ['os', value]
}

function familyOf(name: string): FactTypes['os']['family'] {
  if (/linux/i.test(name)) return 'linux'
  if (/windows/i.test(name)) return 'windows'
  if (/mac|darwin/i.test(name)) return 'macos'
  if (/aix/i.test(name)) return 'aix'
  if (/sunos|solaris/i.test(name)) return 'solaris'
  return /bsd/i.test(name) ? 'bsd' : 'unknown'
}
