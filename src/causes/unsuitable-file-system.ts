import { defineCause, statementOf } from '../model/cause.ts'

export const unsuitableFileSystem = defineCause({
  id: 'unsuitable-file-system',
  family: 'files-and-disks',
  title: 'The file system of the data directory cannot map files',
  summary:
    'Kafka maps its index files into memory and resizes them while they are mapped. Shared folders of virtual machines (vboxsf, 9p, drvfs of WSL, grpcfuse of Docker Desktop), some FUSE and object-store mounts answer mmap or ftruncate with EINVAL, ENODEV or EOPNOTSUPP, and the log directory goes offline with the first topic.',
  prior: -3,
  triggers: ['file-system-refuses-mmap'],
  evidence: {
    'file-system-refuses-mmap': { present: 6 },
  },
  symptoms: ['file-system-refuses-mmap', 'log-dir-failed'],
  tell: statementOf('file-system-refuses-mmap'),
  remedies: [
    {
      when: 'now',
      action: 'See what the directory is mounted from.',
      command: 'findmnt -T $LOG_DIRS -o TARGET,SOURCE,FSTYPE,OPTIONS',
    },
    {
      when: 'for-good',
      action:
        'Put log.dirs on a local file system (ext4, XFS) or a named volume of Docker, not on a shared folder of the host.',
    },
  ],
  references: ['https://github.com/microsoft/WSL/issues/2281'],
})
