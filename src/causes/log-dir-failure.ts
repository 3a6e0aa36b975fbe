import { defineCause, type Incidence, type Remedy, statementOf } from '../model/cause.ts'

export const logDirFailure = defineCause({
  id: 'log-dir-failure',
  family: 'files-and-disks',
  title: 'A log directory went offline',
  summary:
    'Kafka takes a log directory out of service at its first I/O error and stops itself when none is left. The first error is the root: a failing disk (EIO), a file system turned read-only, missing permissions, a file that something else deleted or holds open (on Windows, renaming a mapped file). Where the log shows a full disk, exhausted descriptors or a refused mapping, that is the cause and this only its effect.',
  consequenceOf: ['disk-full', 'fd-exhaustion', 'map-count-limit', 'rlimit-address-space', 'unsuitable-file-system'],
  prior: -3,
  triggers: ['log-dir-failed', 'disk-errors-reported', 'log-dir-access-denied'],
  evidence: {
    'log-dir-failed': { present: 5 },
    'disk-errors-reported': { present: 3 },
    'log-dir-access-denied': { present: 2 },
  },
  symptoms: ['log-dir-failed', 'disk-errors-reported'],
  tell: statementOf('log-dir-failed'),
  remedies: remediesFor,
  references: ['KAFKA-1194', 'KAFKA-6203', 'KIP-112 (several log directories)'],
})

function remediesFor({ findings }: Incidence): Remedy[] {
  if (findings.get('windows-host')?.state === 'present')
    return [
      {
        when: 'now',
        action:
          'Start the broker again once nothing else (a virus scanner, a backup) holds the file that the error names; Windows renames no file that is open or mapped.',
      },
      {
        when: 'for-good',
        action:
          'Run the broker on Linux, WSL 2 or in a container: deletion and compaction fail on Windows (KAFKA-1194).',
      },
    ]
  return [
    {
      when: 'now',
      action: 'Find the first error above the one that stopped the broker; look at the disk.',
      command: "dmesg -T | grep -iE 'I/O error|EXT4-fs|XFS|read-only'; ls -ld $LOG_DIRS",
    },
    {
      when: 'for-good',
      action: 'Replace the disk or give the broker back its directory; keep /tmp cleaners away from log.dirs.',
    },
  ]
}
