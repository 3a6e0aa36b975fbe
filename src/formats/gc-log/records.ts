import type { LineCursor } from '../../source/block.ts'
import type { Runs } from './runs.ts'

export class RecordReader {
  count = 0
  constructor(_runs: Runs) {}
  line(_cursor: LineCursor, _start: number): boolean {
    return false
  }
}
