import { peeled, type Wrapper } from './wrapper.ts'

// The stamp's first digits are lost where an excerpt begins in the middle.
const LINE =
  /^\s*(\d{1,4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)) \[([A-Z][\w/ -]*\/\d+)\]\s+\[?(?:OUT|ERR)\]? ?(.*)$/s

/** `2018-02-05T18:26:30.17-0600 [APP/PROC/WEB/4] OUT …`. */
export const cloudFoundry: Wrapper = {
  id: 'cloud-foundry',
  peel(line) {
    const [, stamp, instance, text] = LINE.exec(line) ?? []
    return text === undefined ? undefined : peeled(text, /^\d{4}/.test(stamp ?? '') ? stamp : undefined, instance)
  },
}
