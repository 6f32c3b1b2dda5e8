import ts from 'typescript'
import { walk, type Snippet } from '#i18n/extraction/snippet'

/** `i18n: errors.E_*, flash.sent`: marks keys that another program reads, or whose use the code does not show. */
const MARK = /(?:^|\s)i18n:\s*([\w*-]+(?:\.[\w*-]+)+(?:[\s,]+[\w*-]+(?:\.[\w*-]+)+)*)/

/** The keys and patterns that a comment marks as used. */
export function markedKeys(comment: string): string[] {
  return comment.match(MARK)?.[1].split(/[\s,]+/) ?? []
}

/** Every comment of a script, with its position. */
export function commentsIn({ source }: Snippet): { text: string; start: number }[] {
  const found = new Map<number, string>()
  const keep = (ranges: ts.CommentRange[] | undefined) => {
    for (const { pos, end, kind } of ranges ?? []) {
      const isBlock = kind === ts.SyntaxKind.MultiLineCommentTrivia
      found.set(pos, source.text.slice(pos + 2, isBlock ? end - 2 : end))
    }
  }
  walk(source, (node) => {
    for (const part of [node, ...node.getChildren(source)]) {
      keep(ts.getLeadingCommentRanges(source.text, part.pos))
      keep(ts.getTrailingCommentRanges(source.text, part.end))
    }
  })
  return [...found].map(([start, text]) => ({ start, text }))
}
