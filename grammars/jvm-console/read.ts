import type { CstElement, CstNode, IToken } from 'chevrotain'
import { type ConsoleParser, parseBeginning } from './parser.ts'

/** Sizes in bytes. `alignment` is the page size where large pages were asked for. */
export interface FailedCommit {
  readonly address: string
  readonly bytes: number
  readonly alignment?: number
  readonly executable: boolean
  readonly errno: number
  readonly windows: boolean
}

export interface FailedThreadStart {
  readonly thread?: string
  /** `EAGAIN`; a bare number where the system prints no name. */
  readonly errno: string
  readonly stackKb?: number
  readonly guardKb?: number
}

/** Reads `os::commit_memory(…) failed; error='…' (errno=N)` out of a line; undefined when it is not whole. */
export function readFailedCommit(line: string): FailedCommit | undefined {
  const tree = parseFrom(line, 'os::commit_memory(', (parser) => parser.commitMemory())
  if (tree === undefined) return undefined
  const rest = imagesOf(tree, 'rest')
  return {
    address: imageOf(tree, 'Address') as string,
    bytes: Number(imageOf(tree, 'bytes')),
    ...(rest.length > 1 && { alignment: Number(rest[0]) }),
    executable: rest.at(-1) === '1',
    errno: Number(imageOf(tree, 'errno')),
    windows: 'DosErrno' in tree.children,
  }
}

/** Reads `Failed to start thread … pthread_create failed (…) …` out of a line. */
export function readFailedThreadStart(line: string): FailedThreadStart | undefined {
  const tree = parseFrom(line, 'Failed to start thread', (parser) => parser.threadStart())
  if (tree === undefined) return undefined
  const error = childOf(tree, 'errorNumber') as CstNode
  const attributes = childOf(tree, 'attributes')
  const guard = attributes && childOf(attributes, 'guardSize')
  const thread = imageOf(tree, 'ThreadName')?.slice(1, -1)
  const stack = attributes && imageOf(attributes, 'stack')
  const guardSize = guard && imageOf(guard, 'Kilobytes')
  return {
    ...(thread !== undefined && { thread }),
    errno: imageOf(error, 'Word') ?? imageOf(error, 'Integer') ?? '',
    ...(stack !== undefined && { stackKb: Number.parseInt(stack, 10) }),
    ...(guardSize !== undefined && { guardKb: Number.parseInt(guardSize, 10) }),
  }
}

/** Parses from `opening` on; another message may be glued to the line behind. */
function parseFrom(line: string, opening: string, rule: (parser: ConsoleParser) => CstNode): CstNode | undefined {
  const start = line.indexOf(opening)
  return start < 0 ? undefined : parseBeginning(line.slice(start), rule)
}

function childOf(tree: CstNode, name: string): CstNode | undefined {
  return tree.children[name]?.[0] as CstNode | undefined
}

function imagesOf(tree: CstNode, name: string): string[] {
  return (tree.children[name] ?? []).map((element: CstElement) => (element as IToken).image)
}

function imageOf(tree: CstNode, name: string): string | undefined {
  return imagesOf(tree, name)[0]
}
