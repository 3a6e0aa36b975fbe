import { defineFinding } from '../model/finding.ts'

/** Of a process with children the runtime sees only the first one's end: a hint, no acquittal. */
export const runtimeSawNoOom = defineFinding({
  id: 'runtime-saw-no-oom',
  title: 'The container runtime says that it was no OOM kill (reason Error, OOMKilled false)',
  needs: ['container.terminated'],
  test(facts) {
    const killed = facts['container.terminated'].filter(({ value }) => value.exitCode === 137)
    const others = killed.filter(({ value }) => value.reason === 'Error')
    return others.length > 0 && others.length === killed.length
      ? { state: 'present', statement: 'the runtime says that it was no OOM kill', cites: others }
      : { state: 'unknown' }
  },
})
