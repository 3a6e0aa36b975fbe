import { defineFinding } from '../model/finding.ts'
import { AGENT_LIBRARY, crashFrames, frameText } from './evidence/crash.ts'

// AsyncGetCallTrace and what it calls (forte.cpp) serve profilers alone.
const AGENT_CALL =
  /AsyncGetCallTrace|forte_fill_call_trace|vframeStreamForte::|find_initial_Java_frame|JvmtiExport::post_|jvmtiEventCallback/

export const agentInStack = defineFinding({
  id: 'agent-in-stack',
  title: 'A profiler or agent was at work in the crashing thread',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack', 'jvm.agent'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    if (frames.length === 0) return { state: 'unknown' }
    const agents = facts['jvm.agent'].map(({ value }) => baseName(value.path))
    const found = frames
      .slice(0, 25)
      .find(
        ({ library, symbol }) =>
          AGENT_LIBRARY.test(library ?? '') ||
          AGENT_CALL.test(symbol ?? '') ||
          (library !== undefined && agents.some((agent) => agent !== '' && library.includes(agent))),
      )
    if (found === undefined) return { state: 'absent', statement: 'no agent in the stack', cites }
    return {
      state: 'present',
      statement: `an agent is in the crashing stack: ${frameText(found)}`,
      cites: [...cites, ...facts['jvm.agent']],
    }
  },
})

/** `/opt/agent/liblabagent.so` and `labagent` name one library. */
function baseName(path: string): string {
  return path
    .replace(/^.*[/\\]/, '')
    .replace(/^lib/, '')
    .replace(/\.(?:so|dll|dylib|jar)$/, '')
}
