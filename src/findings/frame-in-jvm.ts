import { defineFrameFinding } from './evidence/crash.ts'

export const frameInJvm = defineFrameFinding({
  id: 'frame-in-jvm',
  title: 'The fault happened inside the JVM (libjvm)',
  is: ({ kind }) => kind === 'V',
  says: (place) => `the fault is in the JVM: ${place}`,
})
