import { defineCause, statementOf } from '../model/cause.ts'

export const fdExhaustion = defineCause({
  id: 'fd-exhaustion',
  family: 'files-and-disks',
  title: 'The process ran out of file descriptors',
  summary:
    'Every segment of a Kafka log holds a descriptor for its .log file, every connection one more; index files hold none once they are mapped. At RLIMIT_NOFILE open, accept and socket fail with EMFILE ("Too many open files"); a failing roll or flush takes the log directory offline. Rows of type DEL or mem in lsof are mappings and not descriptors.',
  prior: -3,
  triggers: ['fd-exhausted-reported'],
  evidence: {
    'fd-exhausted-reported': { present: 6 },
    'map-count-at-limit': { present: -1 },
  },
  symptoms: ['fd-exhausted-reported'],
  tell: statementOf('fd-exhausted-reported'),
  remedies: [
    {
      when: 'now',
      action: 'Raise the limit of the living process.',
      command: 'prlimit --pid $PID --nofile=1048576:1048576',
    },
    {
      when: 'now',
      action: 'See what the descriptors are.',
      command:
        "ls -l /proc/$PID/fd | awk '{print $NF}' | sed 's/[0-9]\\{20\\}/N/;s/:\\[.*//' | sort | uniq -c | sort -rn | head",
    },
    {
      when: 'for-good',
      action:
        'Raise it where it is set (Kafka asks for 100,000 at least); bound connections by max.connections.per.ip.',
      command: 'systemctl edit kafka  # [Service] LimitNOFILE=1048576; docker run --ulimit nofile=1048576 …',
    },
  ],
  references: ['https://kafka.apache.org/documentation/#os'],
})
