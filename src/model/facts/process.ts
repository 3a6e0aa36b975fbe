// Who the process was and where it ran.

export interface ProcessFacts {
  /** `bits` 32 only where the artifact says so. `platform` as printed: `linux-amd64`, `windows-x86`. */
  'jvm.version': {
    readonly version: string
    readonly major?: number
    /** The whole build: `17.0.3+7-alpine-r0`, `25.0.3+9-LTS`. */
    readonly build?: string
    readonly vm?: string
    readonly vendor?: string
    readonly platform?: string
    readonly bits?: 32 | 64
    readonly collector?: string
  }
  /** One -XX flag or -X option in force; sizes in bytes, booleans as such. -Xmx is MaxHeapSize, -Xms InitialHeapSize, -Xss ThreadStackSize. */
  'jvm.flag': { readonly name: string; readonly value: string | number | boolean; readonly origin?: string }
  /** -javaagent, -agentlib, -agentpath. */
  'jvm.agent': { readonly path: string; readonly options?: string }
  'jvm.command': { readonly mainClass?: string; readonly arguments?: string; readonly classPath?: string }
  /** kafka, elasticsearch, cassandra, zookeeper, … with version where known. */
  'application.version': { readonly name: string; readonly version: string; readonly commit?: string }
  os: {
    readonly family: 'linux' | 'windows' | 'macos' | 'aix' | 'solaris' | 'bsd' | 'unknown'
    readonly kernel?: string
    readonly distribution?: string
    readonly libc?: 'glibc' | 'musl'
    readonly libcVersion?: string
    readonly architecture?: string
    readonly wsl?: boolean
    readonly cpus?: number
    readonly cpuModel?: string
    readonly virtualization?: string
    readonly host?: string
  }
}
