import { defineCause } from '../model/cause.ts'

export const nativeLibraryMismatch = defineCause({
  id: 'native-library-mismatch',
  family: 'files-and-disks',
  title: 'A native library does not fit this system, or lacks a library that it needs',
  summary:
    'A library that Java unpacks and loads (RocksDB, snappy, JNA, netty …) is made for one processor and needs the C library of its builder or a later one. On another system the first use fails with UnsatisfiedLinkError: "version `GLIBC_2.17\' not found", "can\'t load AMD 64-bit .so on a AARCH64-bit platform", "wrong ELF class", "incompatible architecture"; or a library that it needs is not installed (libstdc++ on Alpine, libfreetype): "Error loading shared library", "cannot open shared object file". It never worked on this host; nothing is used up or damaged.',
  prior: -4,
  triggers: ['library-for-other-system', 'library-dependency-missing'],
  evidence: {
    'library-for-other-system': { present: 6 },
    'library-dependency-missing': { present: 6 },
    'fatal-logged': { present: 1 },
    'glibc-on-musl': { present: -5 },
  },
  symptoms: ['library-for-other-system', 'library-dependency-missing'],
  remedies: [
    {
      when: 'now',
      action: 'Compare what the library needs with what the system has.',
      command: 'file $LIBRARY; uname -m; ldd --version | head -1',
    },
    {
      when: 'for-good',
      action:
        'Use a release of the library that is built for this processor and this C library, a JVM of the same word size, or an image with a newer distribution. Install what it needs and does not find.',
    },
  ],
  references: [],
})
