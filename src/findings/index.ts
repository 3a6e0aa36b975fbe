// What can be seen in an incident, alphabetical. A new finding is one file here and one line below.

import type { FindingRule } from '../model/finding.ts'

export const findings: readonly FindingRule[] = []
