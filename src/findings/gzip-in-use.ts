import { defineFinding } from '../model/finding.ts'
import { passes } from './evidence/throwables.ts'

export const gzipInUse = defineFinding({
  id: 'gzip-in-use',
  title: 'The broker stores GZIP-compressed messages',
  needs: [],
  reads: ['kafka.setting', 'kafka.topic', 'log.exception', 'crash.stack'],
  collect: [
    {
      what: 'the compression of topics and producers',
      collect: 'kafka-configs.sh --describe --entity-type topics; grep compression server.properties',
    },
  ],
  test(facts) {
    const settings = facts['kafka.setting'].filter(({ value }) => value.key === 'compression.type')
    const topics = facts['kafka.topic'].filter(({ value }) => value.settings['compression.type'] === 'gzip')
    const traces = facts['log.exception'].filter(({ value }) => passes(value.chain, /GZIPInputStream|GzipCompression/))
    const stacks = facts['crash.stack'].filter(({ value }) =>
      [...value.native, ...value.java].some((frame) =>
        /GZIPInputStream|GzipCompression/.test(frame.symbol ?? frame.text),
      ),
    )
    const cites = [...settings.filter(({ value }) => value.value === 'gzip'), ...topics, ...traces, ...stacks]
    if (cites.length > 0) return { state: 'present', statement: 'messages are compressed with GZIP', cites }
    const other = settings.filter(({ value }) => !['producer', 'gzip'].includes(value.value))
    return other.length > 0
      ? { state: 'absent', statement: `compression.type is ${other[0]?.value.value}`, cites: other }
      : { state: 'unknown' }
  },
})
