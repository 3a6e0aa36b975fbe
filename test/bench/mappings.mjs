// /proc/PID/maps of a broker at the limit (65,531 rows) and of one with the limit raised (1,048,576 rows), against an
// empty Node (N) and against grep, which looks at every byte once (G). Budgets: reference/performance.md, section 9.

import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export function run({ folder, hserr, compare }) {
  const small = join(folder, 'maps-65531.txt')
  const large = join(folder, 'maps-1048576.txt')
  writeMaps(small, 65_531)
  writeMaps(large, 1_048_576)

  const medians = compare(
    '/proc/PID/maps, 65,531 rows',
    { hserr: inspect(hserr, small), node: ['node', '-e', '0'], grep: ['grep', '-c', '.', small] },
    { node: 3.8 },
  )
  const {
    hserr: ours,
    node,
    grep,
  } = compare('/proc/PID/maps, 1,048,576 rows', {
    hserr: inspect(hserr, large),
    node: ['node', '-e', '0'],
    grep: ['grep', '-c', '.', large],
  })
  console.log(`  = N + ${((ours.cpuMs - node.cpuMs) / grep.cpuMs).toFixed(1)} G, budget N + 16 G, 200 MB`)
  return medians
}

function inspect(hserr, file) {
  return [process.execPath, hserr, 'inspect', '--format', 'json', file]
}

/** Index and time index files of 512 partitions, every eighth one deleted, in the kernel's own form; always the same. */
export function writeMaps(file, rows) {
  const out = openSync(file, 'w')
  let address = 0x7f0000000000
  let text = ''
  for (let row = 0; row < rows; row++) {
    const size = row % 8 === 0 ? 0xa00000 : 0x1000
    const range = `${address.toString(16)}-${(address + size).toString(16)}`
    address += size
    text += `${range} rw-s 00000000 fe:00 ${inodeOf(row)}                     ${pathOf(row)}\n`
    if (text.length > 1 << 20 || row === rows - 1) {
      writeSync(out, text)
      text = ''
    }
  }
  closeSync(out)
}

/** File systems hand out inodes in groups, with gaps between them. */
function inodeOf(row) {
  const file = row >> 1
  return 1_000_000 + (file >> 6) * 3_200 + (file & 63)
}

function pathOf(row) {
  const partition = row % 512
  const offset = String(Math.floor(row / 1024) * 681).padStart(20, '0')
  const deleted = row % 8 === 0 ? '.deleted (deleted)' : ''
  return `/var/lib/kafka/data/orders-by-region-${partition}/${offset}.${row % 2 ? 'index' : 'timeindex'}${deleted}`
}
