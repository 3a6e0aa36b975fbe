import { defineCause } from '../model/cause.ts'

export const uncleanLeaderElection = defineCause({
  id: 'unclean-leader-election',
  family: 'broker',
  title: 'A replica that was not in sync became leader: records may be lost',
  summary:
    'With unclean.leader.election.enable=true (the default until 0.10.2) a partition whose in-sync replicas are all dead is given to another replica, and followers truncate to it. It is a consequence of crashes and never their cause; the danger is lost data.',
  consequenceOf: [
    'map-count-limit',
    'disk-full',
    'java-heap-oom',
    'zookeeper-session-loss',
    'physical-memory-exhausted',
    'cgroup-memory-limit',
    'log-dir-failure',
  ],
  prior: -4,
  triggers: ['unclean-election-reported'],
  evidence: {
    'unclean-election-reported': { present: 6 },
  },
  symptoms: ['unclean-election-reported'],
  remedies: [
    { when: 'now', action: 'See which topics were hit and whether their records can be produced again.' },
    {
      when: 'for-good',
      action: 'Forbid it where data matter more than availability; use min.insync.replicas=2 with acks=all.',
      command: 'unclean.leader.election.enable=false',
    },
  ],
  references: ['KIP-106 (default false since 0.11)'],
})
