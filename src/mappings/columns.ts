/** A set of columns for more rows than these is not kept: 11 MB. */
const MOST_ROWS_KEPT = 1 << 18

/**
 * The columns of a memory map, a number for each row. Those of a map that is done with are used again: for each new set of
 * 10 MB V8 looks through the whole heap for garbage, which was a third of what a scan of large crash logs cost.
 */
export class Columns {
  start: Float64Array = new Float64Array(0)
  bytes: Float64Array = new Float64Array(0)
  inode: Float64Array = new Float64Array(0)
  /** First offset of a Kafka segment; 0 for other files. */
  baseOffset: Float64Array = new Float64Array(0)
  device: Uint32Array = new Uint32Array(0)
  /** Index into the table's places: the folder, or the whole path of libraries, jars and pseudo files. */
  place: Uint32Array = new Uint32Array(0)
  /** READ, WRITE, EXECUTE, SHARED, DELETED, RENAMED, FROM_START. */
  flags: Uint8Array = new Uint8Array(0)
  /** Code of the path's kind, see mapping-kind.ts. */
  kind: Uint8Array = new Uint8Array(0)

  /** Rows for which there is room. What stands behind those that were written is of an earlier map. */
  get room(): number {
    return this.kind.length
  }

  /** One column after the other, so that at most one of them is there twice. */
  protected growTo(room: number): void {
    this.start = copied(this.start, new Float64Array(room))
    this.bytes = copied(this.bytes, new Float64Array(room))
    this.inode = copied(this.inode, new Float64Array(room))
    this.baseOffset = copied(this.baseOffset, new Float64Array(room))
    this.device = copied(this.device, new Uint32Array(room))
    this.place = copied(this.place, new Uint32Array(room))
    this.flags = copied(this.flags, new Uint8Array(room))
    this.kind = copied(this.kind, new Uint8Array(room))
  }

  /** Takes the columns of a map that is done with, if some are at hand. */
  protected reuse(): void {
    swap(this, kept)
  }

  /** Leaves the columns to the next map, unless larger ones are at hand; this one has no rows to look at from then on. */
  release(): void {
    if (this.room > kept.room && this.room <= MOST_ROWS_KEPT) swap(this, kept)
  }
}

const kept = new Columns()

function swap(a: Columns, b: Columns): void {
  ;[a.start, b.start] = [b.start, a.start]
  ;[a.bytes, b.bytes] = [b.bytes, a.bytes]
  ;[a.inode, b.inode] = [b.inode, a.inode]
  ;[a.baseOffset, b.baseOffset] = [b.baseOffset, a.baseOffset]
  ;[a.device, b.device] = [b.device, a.device]
  ;[a.place, b.place] = [b.place, a.place]
  ;[a.flags, b.flags] = [b.flags, a.flags]
  ;[a.kind, b.kind] = [b.kind, a.kind]
}

function copied<T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
