import { peeled, type Wrapper } from './wrapper.ts'

const LINE =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::[\w,:]*)? ?(.*)$/s

/**
 * Kubernetes' container runtime interface (containerd, CRI-O): `P` marks a part of a line, `F` its end or a whole one.
 *
 *   2024-01-01T00:00:00.000000000Z stdout F [2024-01-01 00:00:00,000] INFO …
 */
export const cri: Wrapper = {
  id: 'cri',
  peel(line) {
    const [, stamp, stream, tag, text] = LINE.exec(line) ?? []
    if (text === undefined) return undefined
    return { ...peeled(text, stamp), partial: tag === 'P', stream: stream as string }
  },
}
