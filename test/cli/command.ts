// Runs the built command, as a user would.

import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const COMMAND: string = resolve(import.meta.dirname, '../../dist/cli/main.js')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `hserr ARGS`, with `stdin` as its standard input. */
export function hserr(
  args: readonly string[],
  { stdin = '', cwd, env }: { stdin?: string | Uint8Array; cwd?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env: { ...process.env, ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('close', (code) => done({ code, stdout, stderr }))
    child.stdin.on('error', () => {})
    child.stdin.end(stdin)
  })
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hserr-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

/** The beginning of a crash log, which is enough to be known as one. */
export const CRASH_LOG = `#
# A fatal error has been detected by the Java Runtime Environment:
#
#  SIGSEGV (0xb) at pc=0x00007f8e5c0a1b2c, pid=4711, tid=4712
#
# JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6-LTS)
# Java VM: OpenJDK 64-Bit Server VM (17.0.15+6-LTS, mixed mode, sharing, tiered, g1 gc, linux-amd64)
# Problematic frame:
# C  [libfoo.so+0x1b2c]  crash_here+0x2c
#
---------------  S U M M A R Y ------------

Host: broker-3, AMD EPYC, 4 cores, 15G, Debian
Time: Tue Mar  4 10:11:12 2025 UTC elapsed time: 12.345 seconds (0d 0h 0m 12s)
`
