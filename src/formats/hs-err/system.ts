import type { HsErr } from '../../../grammars/hs-err/index.ts'
import type { FactTypes } from '../../model/fact-types.ts'

type Family = FactTypes['os']['family']
export type System = FactTypes['os'] & { readonly row: number }

const PLATFORMS: readonly (readonly [RegExp, Family])[] = [
  [/^linux|^Linux /, 'linux'],
  [/^windows|^Windows/, 'windows'],
  [/^bsd-(?:amd64|aarch64)|^macosx?|^Darwin /, 'macos'],
  [/^aix|^AIX/, 'aix'],
  [/^solaris|^SunOS|Solaris/, 'solaris'],
  [/^bsd|BSD/, 'bsd'],
]

/** The system, from the VM's platform, uname, and the lines OS, libc, Host and CPU. */
export function systemOf(log: HsErr, jvm: FactTypes['jvm.version'] | undefined): System | undefined {
  const { os, uname, libc, host, cpu, virtualization } = log
  const first = os ?? uname ?? libc ?? host ?? cpu
  if (first === undefined && jvm?.platform === undefined) return undefined
  const names = [jvm?.platform, uname?.text, os?.text].filter((name) => name !== undefined)
  const family = PLATFORMS.find(([mark]) => names.some((name) => mark.test(name)))?.[1] ?? 'unknown'
  const distribution = distributionOf(os?.text) ?? host?.os
  const cpus = host?.cpus ?? numberIn(/total (\d+)/, cpu?.text)
  return {
    row: first?.row ?? log.vm?.row ?? log.vmInfo?.row ?? 0,
    family,
    ...kernelOf(uname?.text),
    ...(distribution && { distribution }),
    ...libcOf(libc?.text, jvm?.platform),
    ...(jvm?.platform && { architecture: jvm.platform.slice(jvm.platform.indexOf('-') + 1) }),
    ...(cpus !== undefined && { cpus }),
    ...(host?.cpuModel && { cpuModel: host.cpuModel }),
    ...(virtualization && { virtualization: virtualization.text.replace(/ virtualization detected$/, '') }),
    ...(host?.name && { host: host.name }),
  }
}

/** `Linux 5.15.0-1-microsoft-standard-WSL2 #1 SMP … x86_64` */
function kernelOf(uname: string | undefined): { kernel?: string; wsl?: boolean } {
  const kernel = /^\S+ (\S+)/.exec(uname ?? '')?.[1]
  return { ...(kernel && { kernel }), ...(/microsoft/i.test(uname ?? '') && { wsl: true }) }
}

/** The pretty name of an os-release file, else the first line. */
function distributionOf(text: string | undefined): string | undefined {
  return /PRETTY_NAME="?([^"\n]+)/.exec(text ?? '')?.[1] ?? text?.split('\n')[0]?.trim()
}

function libcOf(
  text: string | undefined,
  platform: string | undefined,
): { libc?: 'glibc' | 'musl'; libcVersion?: string } {
  const version = /^glibc (\S+)/.exec(text ?? '')?.[1]
  if (version !== undefined) return { libc: 'glibc', libcVersion: version }
  if (text?.startsWith('musl') || platform?.includes('musl')) return { libc: 'musl' }
  return {}
}

function numberIn(pattern: RegExp, text: string | undefined): number | undefined {
  const match = pattern.exec(text ?? '')
  return match === null ? undefined : Number(match[1])
}
