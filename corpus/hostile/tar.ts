// Writes tars by hand, so that they can lie: about sizes, checksums, names and types.

export interface TarEntry {
  readonly name: string
  readonly content?: Uint8Array | string
  /** `0` file, `1` hard link, `2` symbolic link, `3` character device, `5` folder. */
  readonly type?: string
  readonly linkTo?: string
  /** The size that the header claims. */
  readonly claimedBytes?: number
  readonly badChecksum?: boolean
}

/** A tar with its two empty blocks at the end, unless `open`. */
export function tarOf(entries: readonly TarEntry[], { open = false }: { open?: boolean } = {}): Uint8Array {
  const parts = entries.flatMap((entry) => {
    const content = Buffer.from(entry.content ?? '')
    return [header(entry, content.length), content, Buffer.alloc(-content.length & 511)]
  })
  return Buffer.concat(open ? parts : [...parts, Buffer.alloc(1024)])
}

function header({ name, type = '0', linkTo = '', claimedBytes, badChecksum }: TarEntry, bytes: number): Buffer {
  const block = Buffer.alloc(512)
  block.write(name.slice(0, 100), 0, 'utf8')
  block.write('0000644\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${(claimedBytes ?? bytes).toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write(type, 156)
  block.write(linkTo, 157)
  block.write('ustar\0', 257)
  block.write('00', 263)
  const sum = block.reduce((total, byte) => total + byte, 0) + (badChecksum ? 1 : 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}
