// How far a scan is, in one line of a terminal that is written over; nothing where stderr is no terminal.

import process from 'node:process'
import type { ScanProgress } from '../node.ts'

const EVERY_MS = 100

export class ProgressLine {
  readonly #isShown: boolean
  readonly #started = performance.now()
  #last = 0
  #isWritten = false

  constructor(quiet: boolean) {
    this.#isShown = !quiet && process.stderr.isTTY === true && process.env.CI === undefined
  }

  show(progress: ScanProgress): void {
    const now = performance.now()
    if (!this.#isShown || now - this.#last < EVERY_MS) return
    this.#last = now
    this.#isWritten = true
    process.stderr.write(`\r\u001b[K${progressText(progress, (now - this.#started) / 1000)}`)
  }

  /** Makes room for other output. */
  clear(): void {
    if (this.#isWritten) process.stderr.write('\r\u001b[K')
    this.#isWritten = false
  }
}

/** `1,204 files, 56 bundles, 1.2 GB, 210 MB/s, 45 %, 0:12 left` */
export function progressText({ files, bundles, bytes, done }: ScanProgress, seconds: number): string {
  const parts = [
    `${files.toLocaleString('en-US')} files`,
    `${bundles.toLocaleString('en-US')} bundles`,
    sizeText(bytes),
    `${sizeText(bytes / Math.max(seconds, 0.001))}/s`,
    `${Math.floor(done * 100)} %`,
  ]
  return [...parts, ...(done > 0.01 ? [`${timeText((seconds * (1 - done)) / done)} left`] : [])].join(', ')
}

function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const unit = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)))
  return `${(bytes / 1000 ** unit).toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`
}

function timeText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = String(Math.floor(seconds % 60)).padStart(2, '0')
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`
}
