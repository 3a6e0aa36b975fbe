// The first lines of a log of JDK 6 to 8:
//
//   Java HotSpot(TM) 64-Bit Server VM (25.77-b03) for linux-amd64 JRE (1.8.0_77-b03), built on Mar 20 2016 …
//   CommandLine flags: -XX:InitialHeapSize=1073741824 -XX:MaxHeapSize=1073741824 -XX:+PrintGC …

export interface LegacyJvm {
  readonly version: string
  readonly platform: { readonly vm?: string; readonly platform?: string; readonly bits?: 32 | 64 }
}

export function platformOf(line: string): LegacyJvm {
  const parts = /^(.*VM) \(([^)]*)\) for (\S+) JRE \(([^)]*)\)/.exec(line)
  if (parts === null) return { version: line, platform: {} }
  const [, vm = '', , platform = '', version = ''] = parts
  const bits = vm.includes('64-Bit') ? 64 : /x86$|i[36]86|arm$/.test(platform) ? 32 : undefined
  return { version, platform: { vm, platform, ...(bits && { bits }) } }
}

/** -XX:+Name, -XX:-Name, -XX:Name=value; sizes in bytes. */
export function flagOf(text: string): { name: string; value: string | number | boolean } | undefined {
  const parts = /^-XX:(?:([+-])(\w+)|(\w+)=(\S*))$/.exec(text)
  if (parts === null) return undefined
  const [, sign, toggled, name = '', value = ''] = parts
  if (toggled !== undefined) return { name: toggled, value: sign === '+' }
  const size = /^(\d+)([kKmMgGtT]?)$/.exec(value)
  if (size === null) return { name, value }
  return { name, value: Number(size[1]) * 1024 ** ' kmgt'.indexOf((size[2] || ' ').toLowerCase()) }
}
