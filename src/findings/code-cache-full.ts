import { defineFinding } from '../model/finding.ts'

const NO_ROOM =
  /CodeCache: no room|CodeHeap .* is full|CodeCache is full|VirtualMachineError:? .*Out of space in CodeCache/i

export const codeCacheFull = defineFinding({
  id: 'code-cache-full',
  title: 'The code cache was full',
  needs: [],
  reads: ['crash.native-oom', 'jvm.warning', 'memory.code-cache', 'log.exception'],
  collect: [{ what: 'the state of the code cache', collect: 'jcmd $PID Compiler.codecache' }],
  test(facts) {
    const cites = [
      ...facts['crash.native-oom'].filter(({ value }) => NO_ROOM.test(value.reason ?? '')),
      ...facts['jvm.warning'].filter(({ value }) => NO_ROOM.test(value.message)),
      ...facts['memory.code-cache'].filter(
        ({ value }) => (value.fullCount ?? 0) > 0 || value.compilationEnabled === false,
      ),
      ...facts['log.exception'].filter(({ value }) => value.chain.some((item) => NO_ROOM.test(item.message ?? ''))),
    ]
    if (cites.length > 0) return { state: 'present', statement: 'the code cache was full', cites }
    const caches = facts['memory.code-cache'].filter(({ value }) => value.freeKb !== undefined)
    return caches.length > 0
      ? { state: 'absent', statement: `the code cache had room: ${caches[0]?.value.freeKb} kB free`, cites: caches }
      : { state: 'unknown' }
  },
})
