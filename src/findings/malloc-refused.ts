import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'

export const mallocRefused = defineFinding({
  id: 'malloc-refused',
  title: 'malloc was refused, not mmap',
  needs: ['crash.native-oom'],
  test(facts) {
    const refused = facts['crash.native-oom'].filter(({ value }) => value.call === 'malloc' && (value.bytes ?? 0) > 0)
    return refused.length > 0
      ? {
          state: 'present',
          statement: `malloc of ${amount(refused[0]?.value.bytes ?? 0)} bytes was refused`,
          cites: refused,
        }
      : { state: 'absent', statement: 'the refused call was not malloc', cites: facts['crash.native-oom'] }
  },
})
