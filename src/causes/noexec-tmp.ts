import { defineCause } from '../model/cause.ts'

export const noexecTmp = defineCause({
  id: 'noexec-tmp',
  family: 'files-and-disks',
  title: 'Native libraries cannot be loaded from a directory mounted noexec',
  summary:
    'snappy, zstd, lz4, JNA, netty and RocksDB unpack their library into java.io.tmpdir and load it from there. Where that directory is mounted noexec (or SELinux, AppArmor or seccomp forbid it) the first use fails with UnsatisfiedLinkError "failed to map segment from shared object"; later ones only say NoClassDefFoundError.',
  prior: -3,
  triggers: ['library-mapping-forbidden', 'native-library-unusable'],
  evidence: {
    'library-mapping-forbidden': { present: 6 },
    'native-library-unusable': { present: 3 },
  },
  symptoms: ['library-mapping-forbidden', 'native-library-unusable'],
  remedies: [
    { when: 'now', action: 'Prove it.', command: 'findmnt -T /tmp -o OPTIONS | grep noexec' },
    {
      when: 'for-good',
      action: 'Use another directory.',
      command: 'export KAFKA_OPTS="-Djava.io.tmpdir=/opt/kafka/tmp -Dorg.xerial.snappy.tempdir=/opt/kafka/tmp"',
    },
  ],
  references: [],
})
