// What hserr can read, alphabetical. A new format is one file (or folder) here and one line below.

import type { Format } from './format.ts'

export const formats: readonly Format[] = []
