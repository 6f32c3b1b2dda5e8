import { ts } from 'ts-morph'
import { parse, type SFCDescriptor } from 'vue/compiler-sfc'

type Root = NonNullable<NonNullable<SFCDescriptor['template']>['ast']>
type Node = Root['children'][number]

/** A piece of code in a file: its syntax tree, and the position in the file where its text begins. */
export interface Code {
  file: ts.SourceFile
  offset: number
}

/** The code of a TypeScript file; of a component its scripts and the expressions of its template. */
export function codeOf(path: string, text: string): Code[] {
  if (!path.endsWith('.vue')) return [parsed(path, text, 0)]
  const { scriptSetup, script, template } = parse(text, { sourceMap: false }).descriptor
  const scripts = [scriptSetup, script].flatMap((block) =>
    block ? [parsed(path, block.content, block.loc.start.offset)] : []
  )
  return [
    ...scripts,
    ...(template?.ast?.children ?? []).flatMap((node) => expressionsOf(path, node)),
  ]
}

/** The elements of a component's template, with their places in the file. */
export function elementsOf(text: string) {
  const { template } = parse(text, { sourceMap: false }).descriptor
  return (template?.ast?.children ?? []).flatMap(elementsIn)
}

function elementsIn(node: Node): { tag: string; start: number; end: number }[] {
  if (!('tag' in node)) return []
  const [start, end] = [node.loc.start.offset, node.loc.end.offset]
  return [{ tag: node.tag, start, end }, ...node.children.flatMap(elementsIn)]
}

function expressionsOf(path: string, node: Node): Code[] {
  if ('tag' in node) {
    const props = node.props.flatMap((prop) => {
      if (!('exp' in prop)) {
        // The plain text of an attribute can name a route.
        return prop.value ? [parsed(path, prop.value.loc.source, prop.value.loc.start.offset)] : []
      }
      return prop.exp ? [expression(path, prop.exp.loc.source, prop.exp.loc.start.offset)] : []
    })
    return [...props, ...node.children.flatMap((child) => expressionsOf(path, child))]
  }
  if ('content' in node && typeof node.content === 'object') {
    return [expression(path, node.content.loc.source, node.content.loc.start.offset)]
  }
  return []
}

/** In parentheses, an object is no block. */
const expression = (path: string, text: string, offset: number) =>
  parsed(path, `(${text})`, offset - 1)

function parsed(path: string, text: string, offset: number): Code {
  const kind = ts.ScriptKind.TS
  return { file: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind), offset }
}
