import { confounders } from './confounders.mjs'
import { javaMemory } from './java-memory.mjs'
import { limits } from './limits.mjs'
import { mapLimit } from './map-limit.mjs'
import { signals } from './signals.mjs'

/** Every recipe of the lab. A recipe is data: what to start, what to do to it meanwhile, what must come of it. */
export const recipes = [...mapLimit, ...limits, ...javaMemory, ...signals, ...confounders]
