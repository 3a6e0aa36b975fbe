/**
 * What Chevrotain's lexers are made with: offsets alone; no validation, which the tests do instead; and `safeMode`, which
 * leaves out the index by first letter: it takes longer to build than it saves on the few lines that differ in shape.
 */
export const LEXER_OPTIONS = { positionTracking: 'onlyOffset', skipValidations: true, safeMode: true } as const
