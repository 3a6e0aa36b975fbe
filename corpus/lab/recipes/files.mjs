// Files and disks: mappings whose page cannot be supplied, full file systems, exhausted descriptors.

const logs = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log']
const backing = { scenario: 'lab.TruncatedFile', flags: ['-Xmx256m'], seconds: 30, keep: logs }
const full = { ...backing, tmpfs: '4m', options: { how: 'fill' } }
const fullDisk = { ...backing, tmpfs: '4m' }

export const files = [
  {
    ...backing,
    name: 'truncated-internal-error',
    shows: 'A mapped index is truncated under the process and written by Java code: InternalError, no crash log.',
    saveTo: 'cases/mmap-backing-lost',
    twist: 'internal-error',
    outcome: { exit: 1, crashLog: false, text: { 'server.log': /fault occurred in/ } },
  },
  {
    ...backing,
    name: 'truncated-sigbus',
    shows: 'A mapped file is truncated under the process and read by a CRC intrinsic: SIGBUS.',
    saveTo: 'cases/mmap-backing-lost',
    twist: 'sigbus',
    options: { access: 'crc' },
    outcome: { exit: 'SIGABRT', crashLog: /SIGBUS/ },
  },
  {
    ...full,
    name: 'full-tmpfs-internal-error',
    shows: 'A sparse mapped index on a full file system: writing its next page fails as InternalError.',
    saveTo: 'cases/mmap-backing-lost',
    twist: 'full-disk',
    meanwhile: async (lab) => {
      await lab.waitFor('server.log', 'touching')
    },
    outcome: { exit: 1, crashLog: false, text: { 'server.log': /fault occurred in/ } },
  },
  {
    ...fullDisk,
    name: 'disk-full',
    shows: 'The file system of the log directory is full: No space left on device, the broker stops itself.',
    scenario: 'lab.AppendUntilFull',
    saveTo: 'cases/disk-full',
    meanwhile: async (lab) => {
      await lab.waitFor('server.log', 'Stopping serving')
      lab.tool('df.txt', 'nsenter', '-t', String(lab.pid), '-m', 'df', '-k', `${lab.folder}/data`)
    },
    outcome: { exit: 1, text: { 'server.log': /No space left on device/ } },
    keep: [...logs, 'df.txt'],
  },
  {
    name: 'descriptors',
    shows: 'RLIMIT_NOFILE reached: Too many open files, in the log directory and at the acceptor.',
    scenario: 'lab.OpenFiles',
    saveTo: 'cases/fd-exhaustion',
    limits: 'ulimit -n 256',
    flags: ['-Xmx256m'],
    seconds: 30,
    tools: ['lsof'],
    meanwhile: async (lab) => {
      await lab.waitFor('server.log', 'Too many open files')
      lab.proc('limits')
      lab.tool('lsof.txt', 'lsof', '-n', '-P', '-p', String(lab.pid))
      lab.tool('fd.txt', 'ls', '-l', `/proc/${lab.pid}/fd`)
    },
    outcome: { exit: 1, text: { 'server.log': /Too many open files/ } },
    keep: [...logs, 'proc-limits.txt', 'lsof.txt', 'fd.txt'],
  },
  {
    ...backing,
    name: 'crash-log-on-full-disk',
    shows:
      'A native crash whose log is written to a full disk: cut in the middle, and the diagnosis must rest on its head.',
    scenario: 'lab.NativeCall',
    native: true,
    saveTo: 'cases/native-library-crash',
    twist: 'cut-log',
    tmpfs: '24k',
    options: { call: 'nullDereference' },
    flags: ['-Xmx256m', '-XX:ErrorFile=data/hs_err_pid%p.log'],
    limits: 'trap "cp data/hs_err* . 2>/dev/null" EXIT',
    toldByShell: true,
    outcome: { exit: 0, crashLog: /SIGSEGV/ },
  },
]
