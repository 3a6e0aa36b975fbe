import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

// JDK 8 and earlier map a jar's directory and read it through the mapping (zip_util.c).
const ZIP_CALL =
  /newEntry|readCEN|ZIP_(?:GetEntry2?|Read\w*|GetNextEntry|FreeEntry|Lock)|ZipFile_(?:getEntry|read|open|getNextEntry)|java\.util\.zip\.ZipFile\.(?:getEntry|read|open)|java\.util\.jar\.JarFile/

export const libzipReadsJar = defineFinding({
  id: 'libzip-reads-jar',
  title: 'The fault happened while the directory of a jar was read through its mapping',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    if (frames.length === 0) return { state: 'unknown' }
    const [top] = frames
    const zip = frames
      .slice(0, 5)
      .find(
        ({ library, symbol, text }) =>
          /^(?:lib)?zip\./.test(library ?? '') &&
          (symbol === undefined || ZIP_CALL.test(symbol) || /newEntry|readCEN|ZIP_/.test(text)),
      )
    const java = frames
      .slice(0, 8)
      .find(({ symbol }) => /^java\.util\.zip\.ZipFile\.(?:getEntry|read|open|getNextEntry)/.test(symbol ?? ''))
    const isInZip = zip !== undefined || (top?.kind === 'C' && java !== undefined)
    return isInZip
      ? {
          state: 'present',
          statement: `a jar was being read: ${frameText(zip ?? java ?? (top as NonNullable<typeof top>))}`,
          cites,
        }
      : { state: 'absent', statement: 'no jar was being read', cites }
  },
})
