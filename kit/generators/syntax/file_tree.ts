import { parse, type SFCBlock, type SFCTemplateBlock } from 'vue/compiler-sfc'
import { codeTree, expressionTree } from '#generators/syntax/code_tree'
import { Tree } from '#generators/syntax/tree'

type TemplateNode = NonNullable<SFCTemplateBlock['ast']>['children'][number]
type Element = Extract<TemplateNode, { tag: string }>

/**
 * The tree of a TypeScript file or a Vue component, whose template and its expressions are parts of it.
 * @throws SyntaxError if the file cannot be read
 */
export function treeOf(path: string, text: string): Tree {
  if (!path.endsWith('.vue')) return codeTree(text, text, 0)
  const { descriptor, errors } = parse(text, { sourceMap: false })
  if (errors[0]) throw new SyntaxError(errors[0].message)
  const { script, scriptSetup, template } = descriptor
  const blocks = [script, scriptSetup, template].flatMap((block) =>
    block ? [blockTree(block, text)] : []
  )
  const inOrder = blocks.toSorted((one, other) => one.start - other.start)
  return new Tree('File', '', 0, text.length, text, inOrder, true)
}

function blockTree(block: SFCBlock, text: string) {
  const { start, end } = { start: block.loc.start.offset, end: block.loc.end.offset }
  const body =
    block.type === 'template'
      ? new Tree(
          'Body',
          '',
          start,
          end,
          text,
          nodeTrees((block as SFCTemplateBlock).ast!, text),
          true
        )
      : codeTree(block.content, text, start)
  const opening = text.lastIndexOf(`<${block.type}`, start)
  const closing = text.indexOf('>', end) + 1
  return new Tree(`Block ${block.type}`, block.type, opening, closing, text, [body])
}

function nodeTrees({ children }: { children: TemplateNode[] }, text: string): Tree[] {
  return children.flatMap((child) => {
    if (!child.loc.source.trim()) return []
    if ('tag' in child) return [elementTree(child, text)]
    const [start, end] = [child.loc.start.offset, child.loc.end.offset]
    const inner =
      'content' in child && typeof child.content === 'object' ? child.content : undefined
    const value = inner && expressionTree(inner.loc.source, text, inner.loc.start.offset)
    return [new Tree(value ? 'Shown' : 'Text', '', start, end, text, value ? [value] : [])]
  })
}

/** Its tag, its attributes and what is inside of it. */
function elementTree(element: Element, text: string): Tree {
  const { tag, loc, props } = element
  const [start, end] = [loc.start.offset, loc.end.offset]
  const name = new Tree('Tag', 'tag', start, start + 1 + tag.length, text)
  const attributes = props.map((prop) => attributeTree(prop, text))
  const opened = text.indexOf('>', (attributes.at(-1) ?? name).end) + 1
  const closing = `</${tag}`
  const isClosed = text.slice(opened, end).includes(closing)
  const inside = isClosed ? ([opened, text.lastIndexOf(closing, end)] as const) : undefined
  const body = inside && new Tree('Body', 'body', ...inside, text, nodeTrees(element, text), true)
  const children = [name, ...attributes, ...(body ? [body] : [])]
  return new Tree(`Element ${tag}`, nameOf(element), start, end, text, children, true)
}

function attributeTree(prop: Element['props'][number], text: string) {
  const { source, start, end } = prop.loc
  const value = 'exp' in prop && prop.exp ? prop.exp.loc : undefined
  const code = value && expressionTree(value.source, text, value.start.offset)
  const name = source.split('=')[0]
  return new Tree('Attribute', name, start.offset, end.offset, text, code ? [code] : [])
}

/** An input is known by its field, a slot by its name, another element by its label. */
function nameOf({ tag, props }: Element) {
  const texts = props.map((prop) => prop.loc.source)
  const known = ['v-bind=', '#', ':label=', 'label=', 'name=', 'route='].flatMap((start) => {
    return texts.find((one) => one.startsWith(start)) ?? []
  })[0]
  return `${tag} ${known ?? ''}`
}
