// Last words of native code on stderr: the C library found the heap or the stack damaged, or an assertion failed.

import type { LineRule } from './console-line.ts'

/** glibc: malloc/malloc.c, debug/fortify_fail.c, assert/assert.c; libstdc++: terminate handlers. */
const LAST_WORDS: readonly RegExp[] = [
  /double free or corruption \([^)]*\)/,
  /(?:free|malloc|realloc|calloc)\(\): (?:invalid|corrupt|unaligned|double free|memory corruption|mismatching|unsorted)[^:]*/,
  /malloc_consolidate\(\): [^:]*/,
  /munmap_chunk\(\): invalid pointer/,
  /mremap_chunk\(\): invalid pointer/,
  /corrupted (?:size vs\. prev_size(?: (?:while consolidating|in fastbins))?|double-linked list(?: \(not small\))?|unsorted chunks)/,
  /break adjusted to free malloc space/,
  /\*\*\* (?:stack smashing|buffer overflow) detected \*\*\*/,
  /Fatal glibc error: .*/,
  /terminate called (?:after throwing an instance of '[^']*'|without an active exception|recursively)/,
  /pure virtual (?:method|function) called/,
  /\S+: \S+:\d+: .*: Assertion [`'].*' failed\.?/,
  /(?:<jemalloc>|mimalloc|tcmalloc|memory allocation of \d+ bytes failed).*(?:[Ee]rror|corrupt|failed).*/,
]

export const nativeAborts: LineRule = {
  read({ text, cursor, told }, facts) {
    for (const words of LAST_WORDS) {
      const message = words.exec(text)?.[0]
      if (message === undefined) continue
      facts.say('native.abort', { message: message.trim() }, cursor, told)
      return true
    }
    return false
  },
}
