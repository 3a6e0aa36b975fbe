import { defineFrameFinding } from './evidence/crash.ts'

export const threadLeftAttached = defineFrameFinding({
  id: 'thread-left-attached',
  title: 'The JVM asked for the CPU time of a thread that native code ended without detaching it',
  is: ({ symbol }) => symbol === 'pthread_getcpuclockid',
  says: (place) =>
    `the fault is in ${place}: the thread that was asked for its CPU time had ended without being detached from the JVM`,
})
