import { MustacheTypes, TagTypes, Tokenizer } from 'edge-lexer'
import type { Token } from 'edge-lexer/types'
import { bindingsOf } from '#i18n/extraction/bindings'
import { CatalogueError } from '#i18n/extraction/catalogue_error'
import type { KeyUse } from '#i18n/extraction/key_use'
import { markedKeys } from '#i18n/extraction/marked_keys'
import { scriptUses, type Known } from '#i18n/extraction/script_uses'
import { Snippet } from '#i18n/extraction/snippet'

/** Reads the expressions in braces and the arguments of tags. */
export function edgeUses(file: string, text: string): KeyUse[] {
  const tokens = tokenize(file, text)
  const snippets = tokens.filter(isCode).map((token) => {
    return Snippet.expression(token.properties.jsArg, file, token.loc.start.line)
  })
  const known: Known = { bindings: new Map(), translators: new Set(['t']), types: new Map() }
  snippets.forEach(({ source }) => bindingsOf(source, known.bindings))
  return [...snippets.flatMap((snippet) => scriptUses(snippet, known)), ...marksIn(tokens, file)]
}

function marksIn(tokens: Token[], file: string): KeyUse[] {
  return tokens.flatMap((token) =>
    token.type === 'comment'
      ? markedKeys(token.value).map((key): KeyUse => {
          return { key, certainty: 'key', file, line: token.loc.start.line }
        })
      : []
  )
}

type Code = Extract<Token, { properties: { jsArg: string } }>

/** Escaped expressions (`@{{ … }}`, `@@if`) are text. */
function isCode(token: Token): token is Code {
  return [MustacheTypes.MUSTACHE, MustacheTypes.SMUSTACHE, TagTypes.TAG].includes(
    token.type as never
  )
}

/**
 * Only the running app knows which tags exist. Here every name with parentheses is a tag without content, so that the
 * content becomes its sibling.
 */
function tokenize(file: string, text: string): Token[] {
  const names = [...text.matchAll(/^\s*@!?([a-zA-Z._]+)\s{0,2}\(/gm)].map(([, name]) => name)
  const tags = new Set(names.filter((name) => !hasBareUse(text, name)))
  for (;;) {
    try {
      const tokenizer = new Tokenizer(
        text,
        {},
        { filename: file, claimTag: (name) => tagOf(tags, name) }
      )
      tokenizer.parse()
      return tokenizer.tokens
    } catch (error) {
      const { line, message } = error as Error & { line: number }
      if (!forget(tags, text, line)) throw new CatalogueError(`${file}:${line}: ${message}`)
    }
  }
}

function tagOf(tags: Set<string>, name: string) {
  return tags.has(name) ? { block: false, seekable: true } : null
}

function hasBareUse(text: string, name: string) {
  return new RegExp(`^\\s*@!?${RegExp.escape(name)}(?![a-zA-Z._])(?!\\s{0,2}\\()`, 'm').test(text)
}

/** Some text only looks like a tag: `@media (width > 600px) {` in a style sheet. */
function forget(tags: Set<string>, text: string, line: number) {
  const name = text.split('\n')[line - 1]?.match(/^\s*@!?([a-zA-Z._]+)/)?.[1]
  return name !== undefined && tags.delete(name)
}
