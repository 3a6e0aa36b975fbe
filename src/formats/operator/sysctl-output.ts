// `sysctl -a`, `sysctl KEY`, and lines that name a file under /proc/sys.

import type { LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import type { Output } from './output.ts'

/** `vm.max_map_count = 65530`, `/proc/sys/vm/max_map_count: 65530` */
export const SYSCTL_LINE: RegExp =
  /^\s*(?:\/proc\/sys\/)?((?:abi|crypto|debug|dev|fs|kernel|net|sunrpc|user|vm)(?:[./][\w@:*-]+)+)(?:\s+=\s*|\s*:\s+|\s*:|=)(.*?)\s*$/

/** Settings that a diagnosis may weigh; the rest of `sysctl -a` is read and left. */
const TELLING =
  /^(?:vm\.(?!lowmem_reserve)|kernel\.(?:threads-max|pid_max|shm\w+|cgroup|keys\.)|fs\.(?:file-max|nr_open|aio-max-nr|inotify\.))/

export const sysctlOutput: Output = {
  name: 'sysctl',
  command: /\bsysctl\b/,
  begins: SYSCTL_LINE,
  open({ facts }) {
    return {
      line(text, cursor) {
        const match = SYSCTL_LINE.exec(text)
        if (match) saySetting(match[1] as string, match[2] as string, cursor, facts)
        return match !== null || /^sysctl: |^error: .*(?:permission denied|is an unknown key)/i.test(text)
      },
    }
  },
}

/** Lines of a configuration file: understood, but no reading of what is in force. */
export const configuredSettings: Output = {
  name: 'sysctl.conf',
  begins: /./,
  open: () => ({ line: (text) => SYSCTL_LINE.test(text) || /^\s*[#;]/.test(text) }),
}

/** Emits the setting when its value is one number. */
export function saySetting(name: string, text: string, cursor: LineCursor, facts: FactLedger): void {
  const key = name.replaceAll('/', '.')
  if (!TELLING.test(key) || !/^-?\d+$/.test(text)) return
  facts.say('sysctl', { key, value: Number(text), moment: 'snapshot' }, cursor)
}
