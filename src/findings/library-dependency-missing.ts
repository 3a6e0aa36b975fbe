import { defineLogFinding } from './evidence/log-search.ts'

// musl, dynlink.c (load_deps); glibc, dl-load.c (open_verify). What the loader itself is missing tells of another C library.
const MISSING =
  /UnsatisfiedLinkError: .*(?:Error loading shared library (?!ld-linux)\S+: No such file|: lib\S+: cannot open shared object file)/i

export const libraryDependencyMissing = defineLogFinding({
  id: 'library-dependency-missing',
  title: 'A native library could not be loaded: a library that it needs is not installed',
  pattern: MISSING,
  statement: 'a native library needs another one that is not installed',
  collect: [{ what: 'what the library needs and does not find', collect: 'ldd $LIBRARY; cat /etc/os-release' }],
})
