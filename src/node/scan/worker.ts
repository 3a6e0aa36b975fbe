// A worker takes one bundle after the other and answers with its record: plain data, never text or trees.

import { parentPort, workerData } from 'node:worker_threads'
import type { Limits } from '../limits.ts'
import type { Bundle } from './bundle.ts'
import { recordOf } from './record.ts'

const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')
const { limits } = workerData as { limits: Partial<Limits> }
let turn = Promise.resolve()
port.on('message', (bundle: Bundle) => {
  turn = turn.then(async () => port.postMessage(await recordOf(bundle, limits)))
})
