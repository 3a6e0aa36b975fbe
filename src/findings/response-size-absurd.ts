import type { Fact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { isThrowable, passes, thrown } from './evidence/throwables.ts'

const READS_SIZE = /NetworkReceive\.readFrom/
const IN_CLIENT = /clients\.NetworkClient\.poll/
const CLIENT_THREAD = /kafka-(?:admin-client|producer-network|coordinator-heartbeat|consumer)|\badminclient-/

/**
 * A client allocates as many bytes as the first four of a response say. What a TLS port answers to plain text begins with
 * 0x15030300: 352,518,912 bytes (NetworkReceive.readFrom). Brokers refuse such sizes, clients do not.
 */
export const responseSizeAbsurd = defineFinding({
  id: 'response-size-absurd',
  title: 'A Kafka client ran out of heap for a response, as when it takes an answer in TLS for a size',
  needs: ['log.exception'],
  test(facts) {
    const cites = thrown(
      facts['log.exception'].filter(isOfClient),
      (item, chain) => isThrowable(item, 'OutOfMemoryError', /^Java heap space/) && passes(chain, READS_SIZE),
    )
    return cites.length > 0
      ? { state: 'present', statement: 'a Kafka client ran out of heap where it reads the size of a response', cites }
      : { state: 'unknown' }
  },
})

function isOfClient({ value }: Fact<'log.exception'>): boolean {
  return passes(value.chain, IN_CLIENT) || CLIENT_THREAD.test(`${value.thread ?? ''} ${value.message ?? ''}`)
}
