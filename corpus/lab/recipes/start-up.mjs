// A JVM that does not come up, or is asked for more than the machine has.

const logs = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log', 'meminfo.txt', 'sysctl.txt']

/** PR_SET_MDWE with PR_MDWE_REFUSE_EXEC_GAIN (Linux 6.3), which the program that is started inherits. */
const DENY_WRITE_EXECUTE =
  'import ctypes, os, sys; ctypes.CDLL(None).prctl(65, 1, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])'

export const startUp = [
  {
    name: 'heap-larger-than-machine',
    shows:
      'An initial heap larger than RAM and swap: the kernel refuses the commit although most of the memory is free.',
    saveTo: 'cases/heap-exceeds-memory',
    flags: ['-Xms512g', '-Xmx512g'],
    seconds: 30,
    outcome: { exit: 1, crashLog: /Native memory allocation/ },
    keep: logs,
  },
  {
    name: 'unknown-option',
    shows: 'An option of another JDK: Unrecognized VM option, exit 1.',
    saveTo: 'cases/jvm-startup-config-error',
    twist: 'unknown-option',
    flags: ['-Xmx256m', '-XX:+PrintGCDateStamps'],
    gcLog: null,
    seconds: 20,
    outcome: { exit: 1, crashLog: false },
    keep: logs,
  },
  {
    name: 'heap-options-conflict',
    shows: 'Initial heap larger than the maximum: the JVM refuses to start.',
    saveTo: 'cases/jvm-startup-config-error',
    twist: 'heap-options',
    flags: ['-Xms2g', '-Xmx1g'],
    gcLog: null,
    seconds: 20,
    outcome: { exit: 1, crashLog: false },
    keep: logs,
  },
  {
    name: 'no-executable-memory',
    shows: 'prctl(PR_SET_MDWE), as systemd sets it for MemoryDenyWriteExecute=yes: the JVM may not make code.',
    saveTo: 'cases/executable-memory-forbidden',
    prefix: ['python3', '-c', DENY_WRITE_EXECUTE],
    flags: ['-Xmx256m'],
    gcLog: null,
    seconds: 20,
    outcome: { exit: 1, crashLog: false, text: { 'stdout.log': /executable/ } },
    keep: logs,
  },
  {
    name: 'stack-overflow',
    shows: 'Endless recursion in Java: StackOverflowError, which ends one thread and no process.',
    scenario: 'lab.Recursion',
    saveTo: 'cases/java-stack-overflow',
    flags: ['-Xmx256m'],
    seconds: 20,
    outcome: { exit: 0, text: { 'server.log': /StackOverflowError/ } },
    keep: logs,
  },
  {
    name: 'jit-memory',
    shows: 'A compilation needs more memory than its limit (CompileCommand MemLimit with ~crash).',
    scenario: 'lab.CodeCacheFiller',
    saveTo: 'cases/jit-compiler-memory',
    jdks: [25],
    flags: ['-Xmx256m', '-XX:CompileCommand=MemLimit,*.*,200k~crash'],
    seconds: 40,
    outcome: { exit: 'SIGABRT', crashLog: /MemLimit|memory limit/i },
    keep: logs,
  },
]
