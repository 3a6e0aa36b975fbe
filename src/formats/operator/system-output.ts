// What the machine and the JVM say of themselves: uname -a, /etc/os-release, java -version.

import type { Output } from './output.ts'

const UNAME = /^Linux (\S+) (\d+\.\d+\S*) .*\b(x86_64|aarch64|ppc64le|s390x|i[3-6]86|armv\w+|riscv64)\b/

export const unameOutput: Output = {
  name: 'uname',
  command: /\buname\b/,
  begins: UNAME,
  open: ({ facts }) => ({
    line(text, cursor) {
      const match = UNAME.exec(text)
      if (!match) return false
      const [, host, kernel, architecture] = match as unknown as [string, string, string, string]
      const wsl = /microsoft/i.test(kernel)
      facts.say('os', { family: 'linux', host, kernel, architecture, ...(wsl && { wsl }) }, cursor)
      return true
    },
  }),
}

const RELEASE_ROW = /^(?:[A-Z][A-Z0-9_]*)=(?:"[^"]*"|'[^']*'|\S*)$/

export const osReleaseOutput: Output = {
  name: 'os-release',
  command: /\/etc\/(?:os-release|\S*-release)\b/,
  begins: /^(?:PRETTY_NAME|NAME)="?[A-Z]/,
  open: ({ facts }) => ({
    line(text, cursor) {
      const pretty = /^PRETTY_NAME="?([^"]*)"?$/.exec(text)?.[1]
      if (pretty !== undefined) facts.say('os', { family: 'linux', distribution: pretty }, cursor)
      return RELEASE_ROW.test(text)
    },
  }),
}

const VERSION = /^(?:openjdk|java) (?:version "([^"]+)"|(\d+[\d.]*)\b)/
const RUNTIME = /^(?:OpenJDK|Java\(TM\)).*Runtime Environment.*\(build ([^),]+)\)$/
const MACHINE = /^((?:OpenJDK|Java HotSpot\(TM\)|Eclipse OpenJ9).*?VM).* \(.*?build ([^,)]+)/

export const javaVersionOutput: Output = {
  name: 'java-version',
  command: /\bjava\s+(?:\S+\s+)*?--?version\b/,
  begins: VERSION,
  open: ({ facts }) => {
    let version: string | undefined
    return {
      line(text, cursor) {
        const first = VERSION.exec(text)
        if (first) version = first[1] ?? first[2]
        const build = RUNTIME.exec(text)?.[1]
        if (build !== undefined) version = build
        const machine = MACHINE.exec(text)
        if (machine && version !== undefined) {
          const major = /^(?:1\.)?(\d+)/.exec(version)?.[1]
          const vm = machine[1] as string
          const bits = vm.includes('64-Bit') ? { bits: 64 as const } : {}
          facts.say('jvm.version', { version, vm, ...(major && { major: Number(major) }), ...bits }, cursor)
        }
        return Boolean(first || build || machine) || /^Picked up \w*JAVA\w*OPTIONS: /.test(text)
      },
    }
  },
}
