import { defineCause, statementOf } from '../model/cause.ts'

export const dataDirectoryLocked = defineCause({
  id: 'data-directory-locked',
  family: 'broker',
  title: 'Another process uses the same data directory',
  summary:
    'A broker locks the file .lock of each log directory (Elasticsearch node.lock, RocksDB LOCK), and a second one that is pointed to the same directory ends at once. Commonly it is the last run, which still shuts down or was never stopped, or a second container on the same volume. The kernel drops the lock when its holder ends: on a local disk a left-over file does no harm.',
  prior: -3,
  triggers: ['directory-lock-held'],
  evidence: {
    'directory-lock-held': { present: 6 },
  },
  symptoms: ['directory-lock-held'],
  tell: statementOf('directory-lock-held'),
  remedies: [
    {
      when: 'now',
      action: 'Find the process that holds it, and stop it.',
      command: 'lsof $LOG_DIRS/.lock; pgrep -af kafka.Kafka',
    },
    {
      when: 'for-good',
      action:
        'Give each process a directory of its own (log.dirs, path.data, state.dir); wait for the end of the old one before the new one starts; mount volumes ReadWriteOnce.',
    },
  ],
  references: [],
})
