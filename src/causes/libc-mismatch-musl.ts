import { defineCause } from '../model/cause.ts'

export const libcMismatchMusl = defineCause({
  id: 'libc-mismatch-musl',
  family: 'crashes',
  title: 'A library built for glibc was loaded on musl (Alpine)',
  summary:
    'Native libraries and JDKs are built against one C library. On Alpine, which has musl, a glibc build fails to load ("Error loading shared library ld-linux-x86-64.so.2", "symbol not found") or crashes: in places such as init_have_lse_atomics, or where a library calls a function that musl could not find, at an address as small as 0x3f40. gcompat and libc6-compat hide it only sometimes.',
  prior: -4,
  triggers: ['glibc-on-musl', 'call-to-unrelocated-address'],
  evidence: {
    'glibc-on-musl': { present: 6, absent: -8 },
    'call-to-unrelocated-address': { present: 5 },
    'musl-libc': { present: 2, absent: -6 },
    'frame-in-native-library': { present: 1 },
  },
  symptoms: ['crash-signal-received', 'glibc-on-musl'],
  remedies: [
    { when: 'now', action: 'Use an image with glibc.', command: 'FROM eclipse-temurin:21-jre   # not -alpine' },
    { when: 'for-good', action: 'Use builds for musl of the JDK and of every native library.' },
  ],
  references: ['JEP 386 (Alpine port)'],
})
