import { codeOf } from './mapping-kind.ts'

/** Asks for the whole path: the kernel's nameless files stand in the folders / and /dev. */
export const LOOK_CLOSER = 255
/** The one row of smaps_rollup is written like a mapping and is none. */
export const NO_MAPPING = 254

/**
 * Kind code of a distinct text: a pseudo name, a folder (ends with a slash), or a whole path. Sources of the names:
 * fs/proc/task_mmu.c (brackets), mm/shmem.c (/dev/zero, /memfd, /SYSV), fs/hugetlbfs, fs/aio.c.
 */
export function placeKind(text: string): number {
  if (text.startsWith('[')) return pseudoKind(text)
  if (text.endsWith('/')) return folderKind(text)
  // ZGC backs the Java heap with a memfd: unlinked from birth, and no leak.
  if (text.startsWith('/memfd:java_heap')) return codeOf('java-heap')
  if (text.startsWith('/memfd:')) return codeOf('memfd')
  if (text.startsWith('/SYSV')) return codeOf('sysv-shm')
  if (text === '/dev/zero' || text.startsWith('/anon_hugepage')) return codeOf('anonymous')
  if (text.startsWith('/dev/') || text.startsWith('/[aio]') || /^\/?[a-z0-9_]+:/.test(text)) return codeOf('special')
  return codeOf('file')
}

function pseudoKind(text: string): number {
  if (text === '[heap]') return codeOf('malloc-heap')
  if (text.startsWith('[stack')) return codeOf('stack')
  if (text === '[vsyscall]' || text === '[vectors]') return codeOf('gate')
  if (text === '[rollup]') return NO_MAPPING
  return text.startsWith('[anon') ? codeOf('anonymous') : codeOf('special')
}

function folderKind(text: string): number {
  if (text === '/' || text === '/dev/') return LOOK_CLOSER
  if (text.includes('/hsperfdata_')) return codeOf('hsperfdata')
  return text.startsWith('/dev/shm/') ? codeOf('dev-shm') : codeOf('file')
}
