import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { passes, thrown } from './evidence/throwables.ts'

/** EINVAL, ENODEV and EOPNOTSUPP; a full disk, a limit or a failing disk answer otherwise. */
const NOT_SUPPORTED = /^(?:Invalid argument|No such device|Operation not supported)\s*$/
const MAPS_OR_RESIZES =
  /FileChannelImpl\.map|FileDispatcherImpl\.map|RandomAccessFile\.setLength|FileDispatcherImpl\.truncate/

export const fileSystemRefusesMmap = defineFinding({
  id: 'file-system-refuses-mmap',
  title: 'The file system cannot map files, or cannot resize a mapped one',
  needs: ['log.exception'],
  collect: [{ what: 'the file system of the data directory', collect: 'findmnt -T $LOG_DIRS' }],
  test(facts) {
    const cites = thrown(
      facts['log.exception'],
      ({ message }, chain) => NOT_SUPPORTED.test(message ?? '') && passes(chain, MAPS_OR_RESIZES),
    )
    const [first] = cites
    if (first === undefined) return { state: 'unknown' }
    const said = facts['log.exception']
      .flatMap(({ value }) => value.chain)
      .find(({ message }) => NOT_SUPPORTED.test(message ?? ''))
    return {
      state: 'present',
      statement: `the file system refused to map a file or to resize a mapped one: ${quoted(said?.message ?? '')}`,
      cites,
    }
  },
})
