import { defineFrameFinding, JDK_LIBRARY } from './evidence/crash.ts'

export const frameInJdkLibrary = defineFrameFinding({
  id: 'frame-in-jdk-library',
  title: 'The fault happened in a native library of the JDK (libzip, libnio, libjava, …)',
  is: ({ kind, library }) => kind === 'C' && JDK_LIBRARY.test(library ?? ''),
  says: (place) => `the fault is in a library of the JDK: ${place}`,
})
