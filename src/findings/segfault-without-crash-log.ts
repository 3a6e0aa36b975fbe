import { defineFinding } from '../model/finding.ts'

export const segfaultWithoutCrashLog = defineFinding({
  id: 'segfault-without-crash-log',
  title: 'The process ended by SIGSEGV and left no crash log (exit code 139)',
  needs: [],
  reads: ['process.exit', 'container.terminated', 'kernel.segfault', 'crash.log', 'native.abort'],
  test(facts) {
    const cites = [
      ...facts['process.exit'].filter(({ value }) => value.code === 139 || /SEGV$/.test(value.signal ?? '')),
      ...facts['container.terminated'].filter(({ value }) => value.exitCode === 139),
      // The kernel prints it only where no handler takes the signal (arch/x86/mm/fault.c, show_signal_msg).
      ...facts['kernel.segfault'].filter(
        ({ value }) => /^java\b/.test(value.command ?? '') && !/opcode|divide/.test(value.trap ?? ''),
      ),
      ...facts['native.abort'].filter(({ value }) => /Segmentation fault/i.test(value.message)),
    ]
    if (cites.length === 0) return { state: 'unknown' }
    if (facts['crash.log'].length > 0)
      return { state: 'absent', statement: 'there is a crash log', cites: facts['crash.log'] }
    return {
      state: 'present',
      statement: 'it died of SIGSEGV so badly that no crash log could be written, as when a native stack overflows',
      cites,
    }
  },
})
