import { defineFinding } from '../model/finding.ts'

// The guard zone of a new thread is first committed, read and write, over a part of its stack (os_linux.cpp,
// os::pd_create_stack_guard_pages), and only then protected. The commit splits a mapping, but it is also charged against
// RLIMIT_DATA and the commit limit (mm/vma.c, may_expand_vm), so either may have refused it.
const GUARD_FRAME = /create_stack_guard_pages|create_guard_pages/

export const guardPageCommitRefused = defineFinding({
  id: 'guard-page-commit-refused',
  title: 'The guard zone of a new thread could not be committed',
  needs: ['crash.native-oom', 'crash.stack'],
  test(facts) {
    const stacks = facts['crash.stack'].filter(({ value }) =>
      value.native.some((frame) => GUARD_FRAME.test(frame.symbol ?? '')),
    )
    const cites = [...stacks, ...facts['crash.native-oom']]
    return stacks.length > 0
      ? { state: 'present', statement: 'the JVM died while it set up the guard pages of a new thread', cites }
      : { state: 'absent', statement: 'the JVM did not die over the guard pages of a thread', cites }
  },
})
