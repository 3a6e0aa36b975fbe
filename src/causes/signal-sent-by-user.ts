import { defineCause, type Remedy } from '../model/cause.ts'
import type { Fact } from '../model/fact.ts'

export const signalSentByUser = defineCause({
  id: 'signal-sent-by-user',
  family: 'crashes',
  title: 'A signal was sent to the process',
  summary:
    'SIGSEGV, SIGBUS, SIGILL or SIGABRT can be sent with kill like any signal. The JVM then writes a crash log whose frame shows where a thread happened to be, mostly waiting in the C library; nothing there is at fault. si_code SI_USER or SI_TKILL and "(sent by kill)" in the header tell it, si_pid names the sender. Other signals end the JVM without a word; SIGXCPU, SIGXFSZ and SIGSYS come from the kernel itself, at RLIMIT_CPU, RLIMIT_FSIZE or a seccomp filter.',
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
  remedies: ({ facts }) => (facts.of('process.exit').some(isOfKernel) ? LIFT_THE_LIMIT : FIND_THE_SENDER),
  references: ['JDK-8219584', 'https://man7.org/linux/man-pages/man2/sigaction.2.html'],
})

/** 128 + SIGXCPU, SIGXFSZ and SIGSYS: the kernel sends them itself, where a limit or a filter is met. */
const KERNEL_CODES = new Set([152, 153, 159])

function isOfKernel({ value }: Fact<'process.exit'>): boolean {
  return KERNEL_CODES.has(value.code ?? 0) || /^SIG(?:XCPU|XFSZ|SYS)$/.test(value.signal ?? '')
}

const LIFT_THE_LIMIT: readonly Remedy[] = [
  {
    when: 'now',
    action: 'See the limits that the process was started with.',
    command: 'ulimit -t -f; systemctl show -p LimitCPU,LimitFSIZE,SystemCallFilter kafka',
  },
  {
    when: 'for-good',
    action: 'Lift the limit, or allow the system call, where it is set.',
    command: 'systemctl edit kafka  # [Service] LimitCPU=infinity LimitFSIZE=infinity',
  },
]

const FIND_THE_SENDER: readonly Remedy[] = [
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
]
