import { expect, test } from 'vitest'
import { documentGrammar } from '../../../grammars/hs-err/document.ts'
import { bannerGrammar } from '../../../grammars/hs-err/lines/banner.ts'
import { figuresGrammar } from '../../../grammars/hs-err/lines/figures.ts'
import { frameGrammar } from '../../../grammars/hs-err/lines/frame.ts'
import { sigInfoGrammar } from '../../../grammars/hs-err/lines/siginfo.ts'
import { threadGrammar } from '../../../grammars/hs-err/lines/thread.ts'

const grammars = { bannerGrammar, documentGrammar, figuresGrammar, frameGrammar, sigInfoGrammar, threadGrammar }

test.each(Object.entries(grammars))('%s passes the validations that are left out at start', (_name, grammar) => {
  expect(grammar.defects()).toEqual([])
})
