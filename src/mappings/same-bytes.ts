/** Whether two stretches of bytes are equal: four bytes at a time, and the last ones first, for there paths differ. */
export function sameBytes(a: DataView, aStart: number, b: DataView, bStart: number, length: number): boolean {
  if (length < 4) return sameFewBytes(a, aStart, b, bStart, length)
  const last = length - 4
  if (a.getInt32(aStart + last) !== b.getInt32(bStart + last)) return false
  for (let at = 0; at < last; at += 4) if (a.getInt32(aStart + at) !== b.getInt32(bStart + at)) return false
  return true
}

function sameFewBytes(a: DataView, aStart: number, b: DataView, bStart: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (a.getUint8(aStart + at) !== b.getUint8(bStart + at)) return false
  return true
}

/** Shows bytes in words; a view is made once for each array. */
export class Words {
  #bytes: Uint8Array = new Uint8Array(0)
  #view = new DataView(this.#bytes.buffer)

  of(bytes: Uint8Array): DataView {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    return this.#view
  }
}
