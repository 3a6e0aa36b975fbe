// Collections that a program asked for. FileChannel.map and direct buffers call System.gc() when they are refused
// memory, so that how often, at which distance and how close to the end matters. RMI asks hourly; jcmd and jmap have
// causes of their own and are not counted here.

import type { LineCursor } from '../../source/block.ts'
import { type Moment, secondsOf } from './moment.ts'
import { Sighting } from './sighting.ts'

const MAX_TIMES = 4096
const RMI_INTERVAL_SECONDS = 3600
const RMI_SLACK_SECONDS = 20

export type ExplicitKind = 'full' | 'concurrent' | 'z' | 'shenandoah'

export class ExplicitCollections {
  readonly kind: ExplicitKind
  readonly sighting: Sighting = new Sighting()
  usedBefore: number | undefined
  readonly #times: number[] = []

  constructor(kind: ExplicitKind) {
    this.kind = kind
  }

  add(uri: string, moment: Moment, cursor: LineCursor, usedBefore: number | undefined): void {
    this.sighting.see(uri, moment, cursor)
    if (usedBefore !== undefined) this.usedBefore = usedBefore
    const seconds = secondsOf(moment)
    if (!Number.isNaN(seconds) && this.#times.length < MAX_TIMES) this.#times.push(seconds)
  }

  medianGapSeconds(): number | undefined {
    const gaps = this.#gaps().sort((a, b) => a - b)
    return gaps[gaps.length >> 1]
  }

  /** Most gaps are an hour: sun.rmi.dgc.server.gcInterval. */
  isHourly(): boolean {
    const gaps = this.#gaps()
    const hourly = gaps.filter((gap) => Math.abs(gap - RMI_INTERVAL_SECONDS) <= RMI_SLACK_SECONDS)
    return gaps.length > 0 && hourly.length >= gaps.length * 0.7
  }

  #gaps(): number[] {
    return this.#times.slice(1).map((seconds, index) => seconds - (this.#times[index] as number))
  }
}
