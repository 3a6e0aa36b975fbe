// Rows of /proc/PID/maps (fs/proc/task_mmu.c, show_map_vma), as many as a story needs.

let address = 0x7f00_0000_0000
let inode = 1000

/** One row; without a path it is anonymous memory. */
function row(bytes: number, permissions: string, path = '', ino = path === '' ? 0 : ++inode): string {
  const start = address
  address += bytes + 0x1000
  const range = `${start.toString(16)}-${(start + bytes).toString(16)}`
  const device = path === '' ? '00:00' : 'fd:01'
  return `${range} ${permissions} 00000000 ${device} ${ino} ${path === '' ? '' : `                  ${path}`}`
}

/** The Java heap, libjvm, the C library, the C heap: what every JVM has. */
export function jvmRows(): string[] {
  const libjvm = '/usr/lib/jvm/java-17/lib/server/libjvm.so'
  return [
    row(0x1000_0000, 'rw-p'),
    row(0x80_0000, 'r--p', libjvm),
    row(0xc0_0000, 'r-xp', libjvm),
    row(0x1c_0000, 'r-xp', '/usr/lib/x86_64-linux-gnu/libc.so.6'),
    row(0x2_1000, 'rw-p', '[heap]', 0),
    row(0x2_1000, 'rw-p', '[stack]', 0),
  ]
}

/** Two mapped files a segment, the segments dealt round to the partitions. */
export function segmentRows(segments: number, partitions: readonly string[]): string[] {
  return Array.from({ length: segments }, (_, at) => {
    const partition = partitions[at % partitions.length]
    const name = `/var/lib/kafka/${partition}/${String(at * 1000).padStart(20, '0')}`
    return [row(0x1000, 'rw-s', `${name}.index`), row(0x2000, 'rw-s', `${name}.timeindex`)]
  }).flat()
}

/** What a resize and a later deletion leave: the index mapped at its full size, its name gone. */
export function staleRows(count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    row(0xa0_0000, 'rw-s', `/var/lib/kafka/events-0/${String(at * 1000).padStart(20, '0')}.index.deleted (deleted)`),
  )
}

/** An index that was trimmed and mapped anew while its old mapping stayed. */
export function twiceMappedRows(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const path = `/var/lib/kafka/events-1/${String(at * 1000).padStart(20, '0')}.index`
    const ino = ++inode
    return [row(0xa0_0000, 'rw-s', path, ino), row(0x1000, 'rw-s', path, ino)]
  }).flat()
}

/** Two mappings a thread: its guard and its stack. */
export function threadRows(threads: number): string[] {
  return Array.from({ length: threads }, () => {
    const guard = row(0x4000, '---p')
    address -= 0x1000
    return [guard, row(0xf_c000, 'rw-p')]
  }).flat()
}

/** Memory split page by page, by mprotect. */
export function splitRows(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const text = row(0x1000, at % 2 === 0 ? 'rw-p' : 'r--p')
    address -= 0x1000
    return text
  })
}

/** Files of a database that is not Kafka. */
export function otherFileRows(count: number): string[] {
  return Array.from({ length: count }, (_, at) => row(0x10_0000, 'r--s', `/data/pinot/segments/s${at}/columns.psf`))
}

/** Rows up to that many, the rest of them from a filler, and the end of the line. */
export function mapsOf(count: number, rows: readonly string[], filler: (count: number) => string[]): string {
  const all = [...rows, ...filler(count - rows.length)].slice(0, count)
  return `${all.join('\n')}\n`
}
