import { defineCause } from '../model/cause.ts'

export const signalSentByUser = defineCause({
  id: 'signal-sent-by-user',
  family: 'crashes',
  title: 'A signal was sent to the process',
  summary:
    'SIGSEGV, SIGBUS, SIGILL or SIGABRT can be sent with kill like any signal. The JVM then writes a crash log whose frame shows where a thread happened to be, mostly waiting in the C library; nothing there is at fault. si_code SI_USER or SI_TKILL and "(sent by kill)" in the header tell it, si_pid names the sender.',
  prior: -3,
  triggers: ['signal-sent-by-process', 'ended-by-other-signal'],
  evidence: {
    'signal-sent-by-process': { present: 8, absent: -8 },
    'ended-by-other-signal': { present: 3 },
    'safepoint-abort-reported': { present: -8 },
  },
  proof: [['signal-sent-by-process']],
  refutedBy: ['safepoint-abort-reported'],
  symptoms: ['crash-signal-received', 'ended-by-other-signal'],
  remedies: [
    {
      when: 'now',
      action: 'Find out who the sender is: a watchdog, a script, an operator.',
      command: 'ps -fp $SENDER_PID; last; journalctl --since "10 minutes ago"',
    },
    {
      when: 'for-good',
      action: 'Have the kernel record who sends signals.',
      command: 'auditctl -a always,exit -F arch=b64 -S kill -F a1=11',
    },
  ],
  references: ['JDK-8219584', 'https://man7.org/linux/man-pages/man2/sigaction.2.html'],
})
