import { FollowingLines } from './following-lines.ts'
import type { LogLine } from './log-line.ts'
import { RecordHead } from './record.ts'
import type { Run } from './run.ts'

/** What one service of a file is in the middle of; a plain log has one, a compose file's log several. */
export class LogSource {
  /** As its wrapper names it; empty for a plain log. */
  readonly name: string
  readonly runs: Run[]
  run: Run
  readonly head: RecordHead = new RecordHead()
  readonly following: FollowingLines = new FollowingLines()
  /** java.util.logging's first line, whose level and message are still to come. */
  julHead: LogLine | undefined
  /** Lines of text since the record's head or the last part of a trace. */
  plainLines = 0

  constructor(name: string, run: Run) {
    this.name = name
    this.run = run
    this.runs = [run]
  }
}
