import { defineFrameFinding } from './evidence/crash.ts'

export const frameInCompiledCode = defineFrameFinding({
  id: 'frame-in-compiled-code',
  title: 'The fault happened in code that the JIT compiler made of a Java method',
  is: ({ kind }) => kind === 'J',
  says: (place) => `the fault is in compiled Java code: ${place}`,
})
