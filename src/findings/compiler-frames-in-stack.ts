import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText, symbolThat } from './evidence/crash.ts'

// Classes of the server and client compilers (src/hotspot/share/opto, share/c1).
const COMPILER_FRAME = symbolThat(
  String.raw`(?:Phase\w*|Compile|Matcher|PhiNode|IfNode|\w*Node|NodeHash|Node|IdealLoopTree|SuperWord|Conflict\w*|ConnectionGraph|GraphKit|Parse|LibraryCallKit|C2Compiler|CompileBroker|CompilerThread|ciEnv|ciMethod|ciTypeFlow|LinearScan|GraphBuilder|Compilation|IR|LIR\w*|Compiler|ArrayCopyNode|Type(?:Ptr|Ary|AryPtr|Oop|OopPtr|Int|Long|KlassPtr|InstPtr|Func|Tuple|Node|Narrow\w*)?|BoolNode)::`,
)

export const compilerFramesInStack = defineFinding({
  id: 'compiler-frames-in-stack',
  title: "The fault happened in the JIT compiler's own code",
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    const found = frames.slice(0, 3).find((frame) => frame.kind === 'V' && COMPILER_FRAME.test(frame.symbol ?? ''))
    if (found !== undefined)
      return { state: 'present', statement: `the compiler itself failed: ${frameText(found)}`, cites }
    // A product build of JDK 8, and jvm.dll without its .pdb, name no functions: such a frame may be the compiler's.
    if (top.kind === 'V' && top.symbol === undefined) return { state: 'unknown' }
    // The banner alone does not print its callers, and the compiler calls code of every part of the JVM.
    if (top.kind === 'V' && facts['crash.stack'].length === 0) return { state: 'unknown' }
    return { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})
