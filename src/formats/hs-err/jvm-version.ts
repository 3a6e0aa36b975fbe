import type { HsErr } from '../../../grammars/hs-err/index.ts'
import type { FactTypes } from '../../model/fact-types.ts'

const COLLECTORS: Readonly<Record<string, string>> = {
  'serial gc': 'Serial',
  'parallel gc': 'Parallel',
  'g1 gc': 'G1',
  'z gc': 'Z',
  'shenandoah gc': 'Shenandoah',
  'epsilon gc': 'Epsilon',
  'concurrent mark sweep gc': 'CMS',
}
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/Temurin/, 'Eclipse Temurin'],
  [/Corretto/, 'Amazon Corretto'],
  [/Zulu/, 'Azul Zulu'],
  [/Red_Hat|mockbuild/, 'Red Hat'],
  [/Microsoft-/, 'Microsoft'],
  [/GraalVM/, 'GraalVM'],
  [/BiSheng/, 'BiSheng'],
  [/Dragonwell/, 'Dragonwell'],
  [/SapMachine/, 'SapMachine'],
  [/JBR|JetBrains/, 'JetBrains'],
  [/Debian/, 'Debian'],
  [/[Uu]buntu/, 'Ubuntu'],
  [/Java\(TM\)|HotSpot\(TM\)/, 'Oracle'],
]

export type JvmVersion = FactTypes['jvm.version'] & { readonly row: number }

/** From the banner, else from the line vm_info: `NAME (RELEASE) for PLATFORM JRE (VERSION), built on …`. */
export function jvmVersionOf(log: HsErr): JvmVersion | undefined {
  const info = /^(.*?) \(([^()]*)\) for (\S+) JRE (?:\S+ )?\(([^()]*)\)/.exec(log.vmInfo?.text ?? '')
  const version = log.jre?.version ?? info?.[4]
  if (version === undefined && log.vm === undefined) return undefined
  const known = version ?? jdkOf(log.vm?.release) ?? 'unknown'
  const platform = log.vm?.platform ?? info?.[3]
  const vm = log.vm?.name ?? info?.[1]
  const printed = [log.jre?.name, log.jre?.build, log.vm?.name, log.vmInfo?.text].join(' ')
  const vendor = VENDORS.find(([mark]) => mark.test(printed))?.[1]
  const major = majorOf(known)
  const collector = COLLECTORS[log.vm?.collector ?? ''] ?? log.heap?.collector
  const bits = bitsOf(platform, vm)
  const build = log.vm?.release ?? log.jre?.build
  return {
    row: log.jre?.row ?? log.vm?.row ?? log.vmInfo?.row ?? 0,
    version: known,
    ...(major !== undefined && { major }),
    ...(build && { build }),
    ...(vm && { vm }),
    ...(vendor && { vendor }),
    ...(platform && { platform }),
    ...(bits && { bits }),
    ...(collector && { collector }),
  }
}

/** Up to 8 HotSpot counted its own releases, which say nothing to a reader: `25.262-b10` is told as `8`. */
function jdkOf(release: string | undefined): string | undefined {
  return release !== undefined && HOTSPOT_RELEASE.test(release) ? String(majorOf(release)) : release
}

const HOTSPOT_RELEASE = /^(\d+)\.\d+-b\d+/

/** `17.0.15+6` is 17; `8.0_262-b10`, `1.8.0_262-b10` and HotSpot's own `25.262-b10` stand for 8, its 21 to 24 for 7. */
export function majorOf(version: string | undefined): number | undefined {
  const hotspot = HOTSPOT_RELEASE.exec(version ?? '')?.[1]
  if (hotspot !== undefined) return hotspot === '25' ? 8 : Number(hotspot) > 20 ? 7 : 6
  const match = /^(?:1\.)?(\d+)/.exec(version ?? '')
  return match === null ? undefined : Number(match[1])
}

function bitsOf(platform: string | undefined, vm: string | undefined): 32 | 64 | undefined {
  if (vm?.includes('64-Bit')) return 64
  if (platform === undefined) return undefined
  return /-(?:x86|i[3-6]86|arm|ppc|sparc|s390)$/.test(platform) ? 32 : 64
}
