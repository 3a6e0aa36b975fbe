// The vocabulary of a printed Java stack trace (java.lang.Throwable.printStackTrace, log4j's and logback's converters).
// At the start of a line the lexer is in mode `line`; a frame or a header opens a mode for the rest of that line.

import { createToken, type IMultiModeLexerDefinition, type ITokenConfig, type TokenType } from 'chevrotain'

// Chevrotain drops the `u` flag, so letters beyond ASCII are taken as a range.
const LETTER = String.raw`\w$\u0080-\uffff`
const CALLEE = String.raw`[^\s()"]+`
const SPACED_CALLEE = String.raw`[^()\n"]+`
const SOURCE_FILE = String.raw`[^\s():]+\.\w+(?::-?\d+)?|Native Method|Unknown Source|<\w+>|Redefined`
const PACKAGE = String.raw`(?:[A-Za-z_$\u0080-\uffff][${LETTER}-]*\.)+`
const QUALIFIED = String.raw`${PACKAGE}[A-Za-z_$\u0080-\uffff][${LETTER}]*`
const THROWABLE_WORD = 'Exception|Error|Throwable|Failure|Fault|Death|Interrupt|Panic'
const THROWABLE_NAME = `${PACKAGE}[${LETTER}]*(?:${THROWABLE_WORD})[${LETTER}]*`
const BEFORE_FRAME = String.raw`(?=(?::[^\n]*)?\n[ \t]*at[ \t]+[^\n(]*\()`

/** `    at ` in front of `name(location)`; a name with spaces only where the location is a source file. */
export const FrameStart: TokenType = withinLine({
  name: 'FrameStart',
  pattern: new RegExp(String.raw`[ \t]*at[ \t]+(?=${CALLEE}\([^()\n]*[)\n]|${SPACED_CALLEE}\((?:${SOURCE_FILE})\))`),
  push_mode: 'frame',
})
/** `java.base@17.0.8/`, `app/`, and the empty module of `app//`. A hidden class's `/0x…` is part of its name. */
export const Prefix: TokenType = withinLine({ name: 'Prefix', pattern: /[^\s()/"]*\/(?!0x|\d)/ })
export const Callee: TokenType = withinLine({ name: 'Callee', pattern: /[^()\n]+(?=\()/ })
export const Location: TokenType = withinLine({ name: 'Location', pattern: /\([^()\n]*\)?/ })
/** logback and log4j: `~[kafka-clients-3.8.0.jar:?]`; `~` says that the class was not loaded by the frame's own loader. */
export const Packaging: TokenType = withinLine({ name: 'Packaging', pattern: /[ \t]*~?\[[^\]\n]*\][ \t\r]*/ })
export const FrameRest: TokenType = withinLine({ name: 'FrameRest', pattern: /[^\n]+/ })

export const InThread: TokenType = withinLine({
  name: 'InThread',
  pattern: /[ \t]*Exception in thread "[^\n]*?" (?=[^\n])/,
  push_mode: 'header',
})
export const CausedBy: TokenType = withinLine({
  name: 'CausedBy',
  pattern: /[ \t]*Caused by:[ \t]*/,
  push_mode: 'header',
})
export const Suppressed: TokenType = withinLine({
  name: 'Suppressed',
  pattern: /[ \t]*Suppressed:[ \t]*/,
  push_mode: 'header',
})
export const WrappedBy: TokenType = withinLine({
  name: 'WrappedBy',
  pattern: /[ \t]*Wrapped by:[ \t]*/,
  push_mode: 'header',
})
/** A class name alone at the line's start: it names a throwable, or a frame follows. */
export const Header: TokenType = withinLine({
  name: 'Header',
  pattern: new RegExp(
    String.raw`[ \t]*(?:${THROWABLE_NAME}(?=:|[ \t\r]*(?:\n|$))|${QUALIFIED}${BEFORE_FRAME}|[A-Z][${LETTER}]*(?:Exception|Error)${BEFORE_FRAME})`,
  ),
  push_mode: 'header',
})
export const ClassName: TokenType = withinLine({ name: 'ClassName', pattern: /[\w$./\u0080-\uffff-]+/ })
export const Message: TokenType = withinLine({ name: 'Message', pattern: /[^\n]+/ })
export const LineEnd: TokenType = createToken({ name: 'LineEnd', pattern: /\n/, line_breaks: true, pop_mode: true })

/** JDK 7 prints `[CIRCULAR REFERENCE:x]`, later ones `[CIRCULAR REFERENCE: x]`, with the label in front since 14. */
export const Circular: TokenType = createToken({
  name: 'Circular',
  pattern: /[ \t]*(?:Caused by: |Suppressed: )?\[CIRCULAR REFERENCE:[^\n]*\n/,
  line_breaks: true,
})
export const More: TokenType = createToken({
  name: 'More',
  pattern: /[ \t]*\.\.\.[ \t]*\d+[ \t]+(?:more|common|lines|frames|elided|filtered)[^\n]*\n/,
  line_breaks: true,
})
/** `Exception: X thrown from the UncaughtExceptionHandler in thread "T"`: java.lang.Thread's last words, no frames. */
export const HandlerDied: TokenType = createToken({
  name: 'HandlerDied',
  pattern: /[ \t]*Exception: [^\s]+ thrown from the UncaughtExceptionHandler in thread "[^\n]*\n/,
  line_breaks: true,
})
/** The state line of a thread dump: the frames below it are no throwable's. */
export const ThreadState: TokenType = createToken({
  name: 'ThreadState',
  pattern: /[ \t]*java\.lang\.Thread\.State:[^\n]*\n/,
  line_breaks: true,
})
/** `- locked <0x…> (a java.lang.Object)` between the frames of a thread dump. */
export const LockLine: TokenType = createToken({
  name: 'LockLine',
  pattern: /[ \t]*- (?:locked|waiting|parking|eliminated|None)[^\n]*\n/,
  line_breaks: true,
})
export const Blank: TokenType = createToken({ name: 'Blank', pattern: /[ \t\r]*\n/, line_breaks: true })
export const Text: TokenType = createToken({ name: 'Text', pattern: /[^\n]*\n/, line_breaks: true })

/** A token without line ends; said, because Chevrotain would search each pattern for them. */
function withinLine(config: ITokenConfig): TokenType {
  return createToken({ ...config, line_breaks: false })
}

export const vocabulary: IMultiModeLexerDefinition = {
  defaultMode: 'line',
  modes: {
    line: [
      Blank,
      Circular,
      ThreadState,
      LockLine,
      FrameStart,
      More,
      CausedBy,
      Suppressed,
      WrappedBy,
      InThread,
      HandlerDied,
      Header,
      Text,
    ],
    frame: [LineEnd, Prefix, Callee, Location, Packaging, FrameRest],
    header: [LineEnd, ClassName, Message],
  },
}

export const allTokens: TokenType[] = [...new Set(Object.values(vocabulary.modes).flat())]
