// What operators type and what it prints: transcripts of a shell, and the outputs of single commands in files of
// their own.

import { type Head, shareOfLines } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { cgroupOutput } from './cgroup-output.ts'
import { commandIn } from './command.ts'
import { cgroupRows, type NamedNumber, namedNumber } from './number-file.ts'
import { outputs } from './outputs.ts'
import { configuredSettings, SYSCTL_LINE, sysctlOutput } from './sysctl-output.ts'
import { Transcript } from './transcript.ts'

/** Commands with their output, or the output of one command. */
export const shell: Format = {
  id: 'shell',
  title: 'Shell transcript, or the output of ulimit, free, df, mount, ps, uname, java -version …',
  detect(head) {
    if (namedNumber(head)?.kind === 'count') return 0.5
    if (isTyped(head)) return shareOfLines(head, (line) => commandIn(line) !== undefined).share > 0.05 ? 0.6 : 0.4
    const first = head.lines.find((line) => line.trim() !== '') ?? ''
    const output = outputs.find(({ begins }) => begins?.test(first))
    return output === undefined || output === sysctlOutput || output === cgroupOutput ? 0 : 0.6
  },
  load: async () => ({
    open: ({ uri, head }) => transcript('shell', uri, outputs, namedNumber(head)),
  }),
}

/** Kernel settings: `sysctl -a`, `sysctl KEY`, or one value in a file named for it. */
export const sysctl: Format = {
  id: 'sysctl',
  title: 'Kernel settings (sysctl, /proc/sys)',
  detect(head) {
    if (namedNumber(head)?.kind === 'sysctl') return 0.5
    return isTyped(head) ? 0 : shareOfLines(head, (line) => SYSCTL_LINE.test(line)).share * 0.9
  },
  load: async () => ({
    open: ({ uri, head }) => {
      const reader = transcript(
        'sysctl',
        uri,
        isConfiguration(head) ? [configuredSettings] : outputs,
        namedNumber(head),
      )
      if (isConfiguration(head)) reader.note('configuration', CONFIGURATION, 1)
      return reader
    },
  }),
}

/** Files of a memory or pids cgroup. */
export const cgroup: Format = {
  id: 'cgroup',
  title: 'Files of a control group (memory.*, pids.*)',
  detect(head) {
    if (namedNumber(head)?.kind === 'cgroup') return 0.5
    if (isTyped(head)) return 0
    if (cgroupRows(head) !== undefined) return 0.7
    return shareOfLines(head, (line) => cgroupOutput.begins?.test(line) === true).share * 0.9
  },
  load: async () => ({
    open: ({ uri, head }) => transcript('cgroup', uri, outputs, namedNumber(head) ?? cgroupRows(head)),
  }),
}

const CONFIGURATION =
  'The file sets kernel settings at boot (sysctl.conf); what was in force may differ, so no value is taken from it.'

/** sysctl.conf and /etc/sysctl.d: comments, and settings without blanks around the equals sign. */
function isConfiguration(head: Head): boolean {
  return /^\s*[#;]/m.test(head.text) && /^\s*[a-z]+\.[\w.-]+\s*=\s*\S/m.test(head.text) && !isTyped(head)
}

function isTyped(head: Head): boolean {
  return head.lines.some((line) => commandIn(line) !== undefined)
}

function transcript(format: string, uri: string, known: typeof outputs, named: NamedNumber | undefined): Transcript {
  const reader = new Transcript(format, uri, known, named?.command)
  if (named?.byName) {
    reader.note(
      'read-by-name',
      `The file holds one number; by its name it was read as the output of "${named.command}".`,
      1,
    )
  }
  return reader
}
