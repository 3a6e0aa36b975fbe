import { defineFinding } from '../model/finding.ts'

export const killedWithoutCrashLog = defineFinding({
  id: 'killed-without-crash-log',
  title: 'The process was ended by SIGKILL (exit code 137)',
  needs: [],
  reads: ['process.exit', 'container.terminated'],
  collect: [{ what: 'how the process ended', collect: 'journalctl -u kafka -n 50; systemctl status kafka' }],
  test(facts) {
    const exits = facts['process.exit'].filter(({ value }) => /KILL$/.test(value.signal ?? '') || value.code === 137)
    const containers = facts['container.terminated'].filter(({ value }) => value.exitCode === 137 || value.signal === 9)
    const cites = [...exits, ...containers]
    if (cites.length > 0)
      return { state: 'present', statement: 'the process was ended by SIGKILL, which leaves no crash log', cites }
    const others = [
      ...facts['process.exit'].filter(({ value }) => value.code !== undefined),
      ...facts['container.terminated'].filter(({ value }) => value.exitCode !== undefined),
    ]
    return others.length > 0
      ? { state: 'absent', statement: 'it was not ended by SIGKILL', cites: others }
      : { state: 'unknown' }
  },
})
