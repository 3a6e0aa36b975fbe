import { createReadStream } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { ScanRecord } from '../../node.ts'
import { EXIT } from '../exit-codes.ts'
import type { CommandArguments } from '../options.ts'
import { ScanOutput } from '../scan-output.ts'
import { UserError } from '../user-error.ts'

/** `hserr merge FILE...`: joins the NDJSON of shards; the order and number of files make no difference. */
export async function run({ operands, values }: CommandArguments): Promise<number> {
  const lines: string[] = []
  for (const path of operands) for await (const line of recordsIn(path)) lines.push(line)
  const records = lines.sort().map((line) => JSON.parse(line) as ScanRecord)
  const passedOver = { kind: 'passed-over' as const, byName: 0, notText: 0, unknownText: 0 }
  const output = new ScanOutput(values)
  for (const record of records.filter(({ kind }) => kind !== 'passed-over')) output.add(record)
  for (const record of records) {
    if (record.kind !== 'passed-over') continue
    passedOver.byName += record.byName
    passedOver.notText += record.notText
    passedOver.unknownText += record.unknownText
  }
  output.add(passedOver)
  output.end()
  return EXIT.done
}

/** The lines that are records; summaries are made anew. */
async function* recordsIn(path: string): AsyncGenerator<string> {
  const input = path === '-' ? process.stdin : createReadStream(path)
  let number = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++
      if (/^\{"kind":"(bundle|unread|passed-over)",/.test(line)) yield line
      else if (!line.startsWith('{"kind":"summary",'))
        throw new UserError(`${path}:${number} is no line of hserr scan --format ndjson`)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${path}: cannot be read: ${(error as Error).message}`)
  }
}
