import { confounders } from './confounders.mjs'
import { crashLogForms } from './crash-log-forms.mjs'
import { files } from './files.mjs'
import { gzip } from './gzip.mjs'
import { healthyRuns } from './healthy.mjs'
import { javaMemory } from './java-memory.mjs'
import { limits } from './limits.mjs'
import { mapLimit } from './map-limit.mjs'
import { resize } from './resize.mjs'
import { signals } from './signals.mjs'
import { startUp } from './start-up.mjs'
import { threads } from './threads.mjs'

/** Every recipe of the lab. A recipe is data: what to start, what to do to it meanwhile, what must come of it. */
export const recipes = [
  ...mapLimit,
  ...resize,
  ...gzip,
  ...startUp,
  ...threads,
  ...limits,
  ...javaMemory,
  ...signals,
  ...files,
  ...confounders,
  ...crashLogForms,
  ...healthyRuns,
]
