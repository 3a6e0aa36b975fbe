import type { ScanRecord, Shard } from '../../node.ts'
import { scan } from '../../node.ts'
import { EXIT } from '../exit-codes.ts'
import { interruptSignal } from '../interrupt.ts'
import { type CommandArguments, limitsOf, textValue, type Values } from '../options.ts'
import { warn } from '../output.ts'
import { ProgressLine } from '../progress.ts'
import { ScanOutput } from '../scan-output.ts'
import { keepHeapSmall } from '../small-heap.ts'
import { reachesThreshold } from '../threshold.ts'
import { UserError } from '../user-error.ts'

/** `hserr scan PATH...`: each bundle by itself, then what they have in common. */
export async function run({ operands, values }: CommandArguments): Promise<number> {
  keepHeapSmall(operands)
  const stop = interruptSignal()
  const progress = new ProgressLine(values.quiet === true)
  const output = new ScanOutput(values)
  const tally = { bundles: 0, isWhole: true, isFound: false }
  const resume = textValue(values, 'resume')
  const records = scan(operands, {
    limits: limitsOf(values),
    stop,
    ...workersOf(values),
    ...shardOf(values),
    ...(resume !== undefined && { resume }),
    onProgress: (state) => progress.show(state),
  })
  for await (const record of records) {
    progress.clear()
    const kept = output.add(record)
    if (kept === undefined) continue
    for (const problem of problemsOf(kept)) {
      tally.isWhole = false
      warn(problem, values)
    }
    if (kept.kind !== 'bundle') continue
    if (kept.artifacts > 0) tally.bundles++
    tally.isFound ||= reachesThreshold(kept.incidents, values)
  }
  progress.clear()
  output.end()
  if (stop.aborted) return EXIT.interrupted
  if (tally.bundles === 0) {
    warn('no crash log, archive or folder with logs was found', values)
    return EXIT.usage
  }
  if (tally.isFound) return EXIT.found
  return values.strict === true && !tally.isWhole ? EXIT.incomplete : EXIT.done
}

function problemsOf(record: ScanRecord): string[] {
  if (record.kind === 'unread') return [`${record.uri}: ${record.message}`]
  return record.kind === 'bundle' ? record.notes.map(({ message }) => message) : []
}

function workersOf(values: Values): { workers?: number } {
  const text = textValue(values, 'workers')
  if (text === undefined) return {}
  if (!/^[1-9]\d?$/.test(text)) throw new UserError(`--workers: "${text}" is no number from 1 to 99`)
  return { workers: Number(text) }
}

function shardOf(values: Values): { shard?: Shard } {
  const text = textValue(values, 'shard')
  if (text === undefined) return {}
  const [index = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text)?.slice(1) ?? []).map(Number)
  if (index < 1 || index > of) throw new UserError(`--shard: "${text}" is not like 1/4, 2/4 … 4/4`)
  return { shard: { index, of } }
}
