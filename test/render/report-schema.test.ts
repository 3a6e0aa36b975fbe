// The shipped JSON Schema and the report agree: every property of the model is described, and reports are valid.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/index.ts'
import type { Source } from '../../src/source/source.ts'
import { type CorpusCase, casesIn } from '../corpus/cases.ts'

interface Described {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Described>>
  readonly items?: Described
  readonly required?: readonly string[]
  readonly $ref?: string
}

const ROOT = join(import.meta.dirname, '../../src')
const schema = JSON.parse(readFileSync(join(ROOT, 'render/report.schema.json'), 'utf8')) as {
  readonly $defs: Readonly<Record<string, Described>>
}
const validate = new Ajv2020({ allowUnionTypes: true, allErrors: true }).compile(schema)

describe('the schema', () => {
  const model = ['report', 'artifact', 'note', 'span', 'cause', 'finding']
    .map((name) => readFileSync(join(ROOT, `model/${name}.ts`), 'utf8'))
    .join('\n')

  for (const [name, definition] of Object.entries(schema.$defs).filter(([, { properties }]) => properties)) {
    test(`has the properties of ${name}, and asks for those that are never missing`, () => {
      const body = new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(model)?.[1] ?? ''
      const properties = [...body.matchAll(/^ {2}readonly (\w+)(\??):/gm)]
      expect(Object.keys(definition.properties ?? {})).toEqual(properties.map(([, property]) => property))
      const required = properties.filter(([, , optional]) => optional === '').map(([, property]) => property)
      expect(definition.required ?? []).toEqual(required)
    })

    test(`describes every property of ${name}`, () => expect(undescribed(definition)).toEqual([]))
  }
})

describe('the report of a case is valid', () => {
  const isSmall = ({ files }: CorpusCase) => files.reduce((sum, { bytes }) => sum + bytes.length, 0) < 200_000
  const folders = ['cases', 'healthy', 'look-alikes']

  for (const item of folders.flatMap(casesIn).filter(isSmall)) {
    test(item.name, async () => {
      const report = await analyze(item.files.map(({ name, bytes }) => sourceOf(name, bytes)))
      expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors, null, 1)).toBe(true)
    })
  }

  test('of nothing at all', async () => expect(validate(await analyze([]))).toBe(true))

  test('but not one with a line number of 0 or a confidence of its own', async () => {
    const report = await analyze([])
    const note = { code: 'a/b', severity: 'info', message: 'text', line: 0 }
    expect(validate({ ...report, notes: [note] })).toBe(false)
    expect(validate({ ...report, schemaVersion: '2.0' })).toBe(false)
  })
})

/** A property that only points to a definition is described there. */
function undescribed(definition: Described, path = ''): string[] {
  return Object.entries({ ...definition.properties, ...definition.items?.properties }).flatMap(([name, property]) => {
    const place = `${path}/${name}`
    const lacks = property.description === undefined && property.$ref === undefined
    return [...(lacks ? [place] : []), ...undescribed(property, place)]
  })
}

function sourceOf(uri: string, bytes: Uint8Array): Source {
  return {
    uri,
    async *stream() {
      yield bytes
    },
  }
}
