/** A copy with up to eight injuries of the kinds that transfers, disks and attackers make. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let hurt: Uint8Array = bytes.slice()
  for (let left = 1 + Math.floor(random() * 8); left > 0; left--) {
    hurt = (INJURIES[Math.floor(random() * INJURIES.length)] as Injury)(hurt, random)
  }
  return hurt
}

type Injury = (bytes: Uint8Array, random: () => number) => Uint8Array

const INJURIES: readonly Injury[] = [
  function flipBit(bytes, random) {
    const at = placeIn(bytes, random)
    if (bytes.length > 0) bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(random() * 8))
    return bytes
  },
  function setExtreme(bytes, random) {
    const at = placeIn(bytes, random)
    bytes.subarray(at, at + 4).fill(random() < 0.5 ? 0xff : 0)
    return bytes
  },
  function cutEnd(bytes, random) {
    return bytes.slice(0, placeIn(bytes, random))
  },
  function cutHead(bytes, random) {
    return bytes.slice(Math.min(placeIn(bytes, random), 600))
  },
  function cutOut(bytes, random) {
    const at = placeIn(bytes, random)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + Math.floor(random() * 200))])
  },
  function repeatPart(bytes, random) {
    const at = placeIn(bytes, random)
    const part = bytes.subarray(at, at + Math.floor(random() * 300))
    return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)])
  },
  function insertNoise(bytes, random) {
    const at = placeIn(bytes, random)
    const noise = Uint8Array.from({ length: Math.floor(random() * 64) }, () => Math.floor(random() * 256))
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)])
  },
  function swapDigits(bytes, random) {
    const at = placeIn(bytes, random)
    for (let near = at; near < at + 40 && near < bytes.length; near++) {
      if ((bytes[near] as number) >= 0x30 && (bytes[near] as number) <= 0x39)
        bytes[near] = 0x30 + Math.floor(random() * 10)
    }
    return bytes
  },
]

function placeIn(bytes: Uint8Array, random: () => number): number {
  return Math.floor(random() * bytes.length)
}
