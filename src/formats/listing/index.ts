// Listings that tell of a broker's files: `ls`, `find` or `du` of its log directories, `ls -l /proc/PID/fd`. Other listings
// are none of our business and are not claimed.
//
// Lost on the way: ls without --full-time prints no year or no zone; `ls` alone no sizes; du rounds to blocks.

import type { AnyFact } from '../../model/fact.ts'
import type { Span } from '../../model/span.ts'
import { eachLine, lineText } from '../../source/block.ts'
import { spanOf, spanThrough } from '../../source/excerpt.ts'
import { type Head, shareOfLines } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'
import { DescriptorList, type Descriptors } from './descriptor-list.ts'
import { entryIn, folderHeading, isTotal } from './entry.ts'
import { isKafkaEntry, KafkaLogFolder, type LogDirectory } from './kafka-log-folder.ts'

export const listing: Format = {
  id: 'listing',
  title: 'Listing of log directories or descriptors (ls, find, du)',
  detect,
  load: async () => ({ open }),
}

function detect(head: Head): number {
  const { share } = shareOfLines(
    head,
    (line) => isTotal(line) || folderHeading(line) !== undefined || entryIn(line) !== undefined,
  )
  if (share < 0.6) return 0
  let telling = 0
  let folders = 0
  for (const line of head.lines) {
    const entry = entryIn(line)
    if (entry === undefined) continue
    if (isKafkaEntry(entry.path) || (entry.target !== undefined && /^\d+$/.test(entry.path))) telling++
    else if (entry.bytes !== undefined && entry.isFolder && /\/[\w.-]+-\d+$/.test(entry.path)) folders++
  }
  return telling >= 2 ? 0.9 * share : folders >= 3 ? 0.5 * share : 0
}

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const kafka = new KafkaLogFolder()
  const descriptors = new DescriptorList()
  let folder = ''
  let span: Span | undefined

  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        const entry = entryIn(text)
        if (entry !== undefined && (descriptors.add(entry) || kafka.add(entry, folder))) {
          span = spanThrough(span ?? spanOf(uri, cursor), cursor)
          lines.recognized++
          return
        }
        const heading = folderHeading(text)
        if (heading !== undefined) folder = heading
        if (heading !== undefined || entry !== undefined || isTotal(text)) lines.ignored++
        else lines.addUnknown(cursor)
      })
    },
    end() {
      const [logDirectory, fds] = [kafka.value(), descriptors.value()]
      const value = { ...(logDirectory && { logDirectory }), ...(fds && { descriptors: fds }) }
      const notes = kafka.leftOut === 0 ? [] : [leftOutNote(kafka.leftOut)]
      const facts = span === undefined ? [] : factsOf(logDirectory, fds, span)
      return { value, facts, coverage: lines.coverage(), notes, empty: facts.length === 0 }
    },
  }
}

function factsOf(directory: LogDirectory | undefined, open: Descriptors | undefined, span: Span): AnyFact[] {
  const facts: AnyFact[] = []
  if (directory !== undefined) facts.push({ type: 'kafka.log-directory', value: directory, span })
  if (open !== undefined) facts.push({ type: 'fds.count', value: open, span })
  return facts
}

function leftOutNote(count: number): { code: string; severity: 'warning'; message: string } {
  const message = `${count} files of further partitions are left out of the count.`
  return { code: 'listing/capped', severity: 'warning', message }
}
