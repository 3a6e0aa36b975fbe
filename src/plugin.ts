import type { Format } from './formats/format.ts'
import type { Cause } from './model/cause.ts'
import type { FindingRule } from './model/finding.ts'

/** Formats, findings and causes of one's own; ids are prefixed with the plugin's name (`acme/raid-stall`). */
export interface Plugin {
  readonly name: string
  readonly formats?: readonly Format[]
  readonly findings?: readonly FindingRule[]
  readonly causes?: readonly Cause[]
}

/**
 * Checks that every id of the plugin begins with its name.
 * @throws {Error} naming the id that does not.
 */
export function definePlugin(plugin: Plugin): Plugin {
  for (const { id } of [...(plugin.formats ?? []), ...(plugin.findings ?? []), ...(plugin.causes ?? [])]) {
    if (!id.startsWith(`${plugin.name}/`))
      throw new Error(`The id "${id}" of the plugin "${plugin.name}" must begin with "${plugin.name}/".`)
  }
  return plugin
}
