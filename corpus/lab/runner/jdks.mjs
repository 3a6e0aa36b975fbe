import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const HOMES = '/usr/lib/jvm'
const WANTED = [17, 25]

/** The JDKs the lab runs with: one home for each wanted major version that is installed. */
export function findJdks() {
  if (!existsSync(HOMES)) return []
  const found = readdirSync(HOMES).map((name) => describe(join(HOMES, name)))
  return WANTED.map((major) => found.find((jdk) => jdk?.major === major)).filter(Boolean)
}

/** `release` is a file of every JDK since 7: KEY="value" lines. */
function describe(home) {
  if (!existsSync(join(home, 'bin/javac')) || !existsSync(join(home, 'release'))) return undefined
  const release = readFileSync(join(home, 'release'), 'utf8')
  const version = /^JAVA_RUNTIME_VERSION="([^"]+)"/m.exec(release)?.[1] ?? /^JAVA_VERSION="([^"]+)"/m.exec(release)?.[1]
  return version && { home, version, major: Number.parseInt(version, 10) }
}
