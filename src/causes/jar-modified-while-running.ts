import { defineCause } from '../model/cause.ts'

export const jarModifiedWhileRunning = defineCause({
  id: 'jar-modified-while-running',
  family: 'crashes',
  title: 'A jar was overwritten while the JVM had it mapped',
  summary:
    'JDK 8 and earlier map the directory of each jar and read entries through that mapping. When a deployment or package upgrade overwrites the jar in place, libzip reads garbage or a page that is gone, and dies in newEntry, readCEN or ZIP_GetEntry with SIGSEGV or SIGBUS. JDK 9 and later read the directory in Java and do not crash that way.',
  prior: -4,
  triggers: ['libzip-reads-jar'],
  evidence: {
    'libzip-reads-jar': { present: 5, absent: -8 },
    'jdk-maps-jars': { present: 2, absent: -4 },
    'mapped-page-lost': { present: 1 },
    'jar-deleted-or-replaced': { present: 3 },
    'signal-not-a-fault': { present: -8 },
    'malloc-refused': { present: -4 },
  },
  symptoms: ['crash-signal-received'],
  remedies: [
    {
      when: 'now',
      action: 'Restart the process; see which jar changed after it started.',
      command: 'find / -xdev -name "*.jar" -newer /proc/$PID/exe',
    },
    { when: 'for-good', action: 'Deploy by writing a new file and renaming it, or stop the process first.' },
    { when: 'for-good', action: 'Use JDK 9 or later, or -Dsun.zip.disableMemoryMapping=true.' },
  ],
  references: ['JDK-8145260 (jar directory in Java, 9)', 'JDK-4425695'],
})
