import { defineCause } from '../model/cause.ts'

export const agentCrash = defineCause({
  id: 'agent-crash',
  family: 'crashes',
  title: 'A profiler or monitoring agent crashed the JVM',
  summary:
    'Agents run inside the JVM: async-profiler and its kin interrupt threads with signals and walk stacks that may be in any state (AsyncGetCallTrace, forte_fill_call_trace_given_top), JVMTI agents are called back at every event. A fault there ends the process. It stops when the agent is taken away.',
  prior: -4,
  triggers: ['agent-in-stack'],
  evidence: {
    'agent-in-stack': { present: 8, absent: -8 },
    'frame-in-native-library': { present: 1 },
    'signal-not-a-fault': { present: -8 },
    'mapped-page-lost': { present: -3 },
  },
  refutedBy: ['native-allocation-failed'],
  symptoms: ['crash-signal-received'],
  remedies: [
    {
      when: 'now',
      action: 'Start without the agent; if the crashes end, it is the cause.',
      command: 'unset JAVA_TOOL_OPTIONS  # and remove -javaagent/-agentpath; DD_PROFILING_ENABLED=false',
    },
    { when: 'for-good', action: 'Update the agent and the JDK; report the stack to its vendor.' },
  ],
  references: ['JEP 435 (AsyncGetCallTrace replacement, draft)'],
})
