import { defineCause } from '../model/cause.ts'

export const mmapBackingLost = defineCause({
  id: 'mmap-backing-lost',
  family: 'files-and-disks',
  title: 'A mapped file lost its pages: truncated, replaced, or on a full or failing disk',
  summary:
    'Reading or writing a mapped page that the file system cannot supply raises SIGBUS (BUS_ADRERR): the file was truncated or replaced under the mapping, a sparse file met a full disk, or the storage failed. In code that uses Unsafe or compiled buffer access HotSpot throws an InternalError ("a fault occurred in … unsafe memory access operation") instead of dying; that error comes late, so its top frame may be innocent. The library in the frame (memcpy, CRC32, zlib, LZ4) only touched the page.',
  consequenceOf: ['disk-full'],
  prior: -3,
  triggers: ['mapped-page-lost', 'unsafe-access-fault-thrown'],
  evidence: {
    'mapped-page-lost': { present: 5, absent: -4 },
    'unsafe-access-fault-thrown': { present: 6 },
    'buffer-copy-in-stack': { present: 1 },
    'libzip-reads-jar': { present: -4 },
    'perf-data-in-stack': { present: -4 },
    // The collector reads the heap, which is no mapped file.
    'gc-frames-in-stack': { present: -3 },
    'gc-thread-current': { present: -3 },
    'signal-not-a-fault': { present: -8 },
    'disk-errors-reported': { present: 1 },
    'huge-page-not-supplied': { present: -6 },
  },
  symptoms: ['crash-signal-received', 'unsafe-access-fault-thrown'],
  remedies: [
    {
      when: 'now',
      action: 'See whether the disk is full, or failed.',
      command: "df -h; df -i; dmesg -T | grep -iE 'I/O error|EXT4-fs error|nfs'",
    },
    {
      when: 'now',
      action: 'Compare the size of the mapped file with its mapping, and find out who truncates or replaces it.',
      command: 'grep $FILE /proc/$PID/maps; stat $FILE',
    },
    {
      when: 'for-good',
      action:
        'Replace files by rename, never in place; keep tmpfs and container layers from filling up; for Kafka let a log directory never run full.',
    },
  ],
  references: ['JDK-8191278', 'https://man7.org/linux/man-pages/man2/mmap.2.html (SIGBUS)'],
})
