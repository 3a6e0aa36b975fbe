/** Where in an artifact a statement is read: lines from 1, byte offset from 0 (after decompression). */
export interface Span {
  /** The artifact's uri, `bundle.tgz!/broker-3/hs_err_pid2423.log`. */
  readonly artifact: string
  readonly line: number
  readonly endLine: number
  readonly byteOffset: number
  /** What stands there: redacted, at most 240 characters. */
  readonly excerpt: string
}
