// xz, bzip2 and, where Node has none, zstd are decoded by the system's own program, fed and read through pipes.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { env } from 'node:process'
import { copyBytes } from '../../source/copy-bytes.ts'
import type { ByteReader } from '../byte-reader.ts'

/** True when the program is on PATH. */
export function hasTool(name: string): boolean {
  return (env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** What the program makes of the rest of the input. Throws, behind the last byte, what it says on stderr when it fails. */
export async function* throughTool(
  input: ByteReader,
  command: string,
  args: readonly string[],
  produced: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk).slice(0, 500)
  })
  child.stdin.on('error', () => {
    // The program ended before its input did; its exit code tells why.
  })
  const exit = new Promise<number>((resolve) => {
    child.on('close', (code) => resolve(code ?? 1))
    child.on('error', () => resolve(127))
  })
  const feeding = feed(input, child.stdin)
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      produced(chunk.length)
      yield chunk
    }
    await feeding
    const code = await exit
    if (code !== 0)
      throw new Error(`${command} stopped with exit code ${code}: ${complaint.trim() || 'it said nothing'}`)
  } finally {
    child.kill('SIGKILL')
    await feeding
  }
}

async function feed(input: ByteReader, stdin: NodeJS.WritableStream & { destroyed?: boolean }): Promise<void> {
  for await (const chunk of input.chunks()) {
    if (stdin.destroyed) return
    if (!stdin.write(copyBytes(chunk)))
      await Promise.race([once(stdin, 'drain'), once(stdin, 'close')]).catch(() => undefined)
  }
  stdin.end()
}
