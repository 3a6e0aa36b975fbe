import { defineCause } from '../model/cause.ts'

export const executableMemoryForbidden = defineCause({
  id: 'executable-memory-forbidden',
  family: 'broker',
  title: 'A security policy forbids memory that is writable and executable',
  summary:
    'The compiler of the JVM writes code and runs it. SELinux (execmem), systemd (MemoryDenyWriteExecute=yes), PaX or a seccomp filter can forbid that: the JVM then does not start ("Failed to mark memory page as executable"), or cannot commit its code cache (EACCES, EPERM), which it reports as insufficient memory. No memory is short.',
  prior: -3,
  triggers: ['executable-memory-refused'],
  evidence: {
    'executable-memory-refused': { present: 6, absent: -8 },
    'jvm-not-started': { present: 1 },
  },
  symptoms: ['jvm-not-started', 'native-allocation-failed', 'executable-memory-refused'],
  remedies: [
    {
      when: 'now',
      action: 'See which policy forbids it.',
      command:
        'systemctl show -p MemoryDenyWriteExecute kafka; ausearch -m avc -c java -ts recent; getsebool deny_execmem',
    },
    {
      when: 'for-good',
      action:
        'Allow it to the JVM: MemoryDenyWriteExecute=no in its unit, the SELinux label of a program for its files (restorecon), or a domain that may have execmem.',
      command: 'systemctl edit kafka  # [Service] MemoryDenyWriteExecute=no',
    },
  ],
  references: [
    'https://man7.org/linux/man-pages/man5/systemd.exec.5.html (MemoryDenyWriteExecute)',
    'https://github.com/openjdk/jdk/blob/master/src/hotspot/os/linux/os_linux.cpp (check_pax)',
  ],
})
