/** Bytes with a name: the only idea of input in the library. */
export interface Source {
  /** Path or label; archive members as `bundle.zip!/dir/file`. Never opened by the core. */
  readonly uri: string
  readonly byteLength?: number
  /** Read once. A chunk is valid only until the next one is asked for, so that a reader may reuse its buffer. */
  stream(): AsyncIterable<Uint8Array>
}
