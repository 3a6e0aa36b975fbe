// Chevrotain learns a grammar by running the rules once with methods that record instead of parse. It puts those ninety
// methods on the parser itself and deletes them again, which turns the parser into a slow object and costs 4 ms for each
// grammar. Here they stand on a prototype of their own, which is slipped in and taken out.

import { EmbeddedActionsParser, type TokenVocabulary } from 'chevrotain'
import { FirstTokenLookahead } from './first-token-lookahead.ts'

/** What Chevrotain 11 has and does not tell in its types. */
interface Recording {
  enableRecording(): void
}

const OPTIONS = { lookaheadStrategy: new FirstTokenLookahead(), skipValidations: true } as const

const { enableRecording } = EmbeddedActionsParser.prototype as unknown as Recording

/** What the parsers of small grammars begin with; `performSelfAnalysis` is theirs to call. */
export abstract class QuickParser extends EmbeddedActionsParser {
  declare RECORDING_PHASE: boolean

  constructor(vocabulary: TokenVocabulary, { recoveryEnabled = false }: { readonly recoveryEnabled?: boolean } = {}) {
    super(vocabulary, { ...OPTIONS, recoveryEnabled })
  }

  enableRecording(): void {
    const recorder = Object.create(Object.getPrototypeOf(this))
    enableRecording.call(recorder)
    Object.setPrototypeOf(this, recorder)
    this.RECORDING_PHASE = true
  }

  disableRecording(): void {
    Object.setPrototypeOf(this, Object.getPrototypeOf(Object.getPrototypeOf(this)))
    this.RECORDING_PHASE = false
  }
}
