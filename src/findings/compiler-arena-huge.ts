import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'

const HUGE = 64 * 1024 * 1024
const COMPILER = /CompilerThread|^C[12] Compiler/

export const compilerArenaHuge = defineFinding({
  id: 'compiler-arena-huge',
  title: 'A compiler thread asked for one huge arena chunk',
  needs: ['crash.native-oom'],
  reads: ['crash.thread', 'crash.compile-task'],
  test(facts) {
    const request = facts['crash.native-oom'].find(({ value }) => value.call !== 'mmap' && (value.bytes ?? 0) >= HUGE)
    const thread = facts['crash.thread'].find(
      ({ value }) => COMPILER.test(value.name ?? '') || value.type === 'CompilerThread',
    )
    const isArena = /Chunk::new|Arena|ChunkPool/.test(request?.value.reason ?? '')
    if (request !== undefined && (thread !== undefined || (isArena && facts['crash.compile-task'].length > 0))) {
      const task = facts['crash.compile-task'][0]
      const what = task === undefined ? '' : ` while it compiled ${task.value.method}`
      const statement = `the compiler asked malloc for ${sizeOf(request.value.bytes ?? 0)} at once${what}`
      return { state: 'present', statement, cites: [request, ...(thread ? [thread] : []), ...(task ? [task] : [])] }
    }
    if (facts['crash.thread'].length === 0 && isArena && request !== undefined) return { state: 'unknown' }
    return {
      state: 'absent',
      statement: 'the refused request was not a compiler arena',
      cites: facts['crash.native-oom'],
    }
  },
})
