import { defineLogFinding } from './evidence/log-search.ts'

export const libraryMappingForbidden = defineLogFinding({
  id: 'library-mapping-forbidden',
  title: 'A native library could not be mapped: the directory is mounted noexec',
  pattern: /failed to map segment from shared object|UnsatisfiedLinkError: .*(?:Operation not permitted|noexec)/i,
  statement: 'a native library could not be mapped from its directory',
  collect: [{ what: 'the mount options of the temporary directory', collect: 'findmnt -T /tmp -o TARGET,OPTIONS' }],
})
