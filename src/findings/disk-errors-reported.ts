import { defineFinding } from '../model/finding.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'

const PATTERN =
  /Input\/output error|Read-only file system|Structure needs cleaning|Stale (?:NFS )?file handle|Transport endpoint is not connected/i

export const diskErrorsReported = defineFinding({
  id: 'disk-errors-reported',
  title: 'The disk or the file system reported errors (EIO, read-only file system)',
  needs: [],
  reads: [...LOG_FACTS, 'kernel.hardware-error'],
  collect: [{ what: 'the kernel log', collect: "dmesg -T | grep -iE 'I/O error|EXT4-fs|XFS|nfs'" }],
  test(facts) {
    const cites = [
      ...searchLogs(facts, PATTERN),
      ...facts['kernel.hardware-error'].filter(
        ({ value }) => value.kind === 'io' || value.kind === 'filesystem' || value.kind === 'nfs',
      ),
    ]
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: statedBy('the storage reported errors', cites, PATTERN),
      cites,
    }
  },
})
