import type { FactTypes } from '../../model/fact-types.ts'

type JvmVersion = FactTypes['jvm.version']

/** `JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6-Debian-1deb12u1)` */
export function readJreVersion(text: string): JvmVersion | undefined {
  const match = /JRE version: .*?\((\d[^()]*)\)/.exec(text)
  if (!match) return undefined
  const version = match[1] as string
  return { version, ...majorOf(version) }
}

const COLLECTORS: Readonly<Record<string, string>> = {
  serial: 'Serial',
  parallel: 'Parallel',
  g1: 'G1',
  z: 'Z',
  shenandoah: 'Shenandoah',
  epsilon: 'Epsilon',
  sweep: 'CMS',
}

/** `Java VM: OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, …, g1 gc, linux-amd64)`; JDK 8 separates by blanks. */
export function readVmLine(text: string): Partial<JvmVersion> | undefined {
  const match = /Java VM: (.*?) \((.*)\)/.exec(text)
  if (!match) return undefined
  const [, vm, details] = match as unknown as [string, string, string]
  const platform = /\b(?:linux|windows|bsd|aix|solaris)-\w+\b/.exec(details)?.[0]
  const collector = COLLECTORS[/\b(\w+) gc\b/.exec(details)?.[1] ?? '']
  const build = /^[^\s,]+/.exec(details)?.[0]
  return {
    vm,
    ...(build !== undefined && { build }),
    ...(platform !== undefined && { platform }),
    ...(collector !== undefined && { collector }),
    ...(vm.includes('64-Bit') && { bits: 64 as const }),
    ...(platform !== undefined && /-(?:x86|arm)$/.test(platform) && { bits: 32 as const }),
  }
}

/** 17 of `17.0.15+6`, 8 of `8.0_131-b11` and `1.8.0_131`. */
function majorOf(version: string): { major: number } | undefined {
  const match = /^(?:1\.)?(\d+)/.exec(version)
  return match ? { major: Number(match[1]) } : undefined
}
