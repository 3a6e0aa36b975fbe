/** The bytes in [start, end) by themselves. Not by `slice`: a Buffer's is a view, and chunks are read into one Buffer. */
export function copyBytes(bytes: Uint8Array, start: number = 0, end: number = bytes.length): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.subarray(start, end))
}
