import { defineFinding } from '../model/finding.ts'

export const threadStartForbidden = defineFinding({
  id: 'thread-start-forbidden',
  title: 'Starting a thread failed with EPERM: forbidden, not exhausted',
  needs: [],
  reads: ['jvm.thread-start-failed', 'log.event'],
  collect: [
    {
      what: "the console's warning about the thread, which names the error (EPERM or EAGAIN)",
      collect: "docker logs $CONTAINER 2>&1 | grep -m1 'Failed to start thread'",
    },
  ],
  test(facts) {
    const cites = [
      ...facts['jvm.thread-start-failed'].filter(({ value }) => value.errno === 'EPERM'),
      ...facts['log.event'].filter(({ value }) => /pthread_create failed \(EPERM\)/.test(value.message)),
    ]
    if (cites.length === 0)
      return facts['jvm.thread-start-failed'].length > 0
        ? { state: 'absent', statement: 'starting a thread was not forbidden', cites: facts['jvm.thread-start-failed'] }
        : { state: 'unknown' }
    return {
      state: 'present',
      statement: 'pthread_create was forbidden (EPERM): a seccomp filter refuses clone3',
      cites,
    }
  },
})
