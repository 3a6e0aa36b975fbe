import { createRegistry, explain, explainAll } from '../../node.ts'
import { EXIT } from '../exit-codes.ts'
import { didYouMean } from '../nearest.ts'
import type { CommandArguments } from '../options.ts'
import { writeResult } from '../output.ts'
import { UserError } from '../user-error.ts'

/** `hserr explain [CAUSE]`: what a cause means; without a name, the list. */
export async function run({ operands, values }: CommandArguments): Promise<number> {
  const { causes, findings } = createRegistry()
  const [id] = operands
  if (id === undefined) {
    writeResult(explainAll(causes), values)
    return EXIT.done
  }
  const cause = causes.find((known) => known.id === id)
  if (cause === undefined)
    throw new UserError(
      unknownCause(
        id,
        causes.map((known) => known.id),
      ),
    )
  writeResult(explain(cause, findings, causes), values)
  return EXIT.done
}

function unknownCause(id: string, known: readonly string[]): string {
  return `no cause is called "${id}"${didYouMean(id, known)} (hserr explain lists them)`
}
