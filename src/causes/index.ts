// What hserr knows to kill a JVM, by family. A new cause is one file here and one line below.

import type { Cause } from '../model/cause.ts'

export const causes: readonly Cause[] = []
