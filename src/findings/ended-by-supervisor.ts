import { defineFinding } from '../model/finding.ts'

const REASONS = {
  'stop-timeout': 'it was told to stop and did not end in time',
  watchdog: 'it gave no sign of life in time',
  'virtual-memory': 'it had more address space than allowed, which need not be memory in use',
} as const

export const endedBySupervisor = defineFinding({
  id: 'ended-by-supervisor',
  title: 'systemd, Docker or a wrapper killed the process after a timeout of its own',
  needs: ['process.exit'],
  test(facts) {
    const told = facts['process.exit'].filter(({ value }) => value.why !== undefined)
    const { by = 'its supervisor', why } = told[0]?.value ?? {}
    return why === undefined
      ? { state: 'unknown' }
      : { state: 'present', statement: `${by} killed the process because ${REASONS[why]}`, cites: told }
  },
})
