import MagicString from 'magic-string'
import { parse, type SFCDescriptor } from 'vue/compiler-sfc'
import type { SourceFile } from 'ts-morph'
import { editCode } from '#generators/syntax/code'

type TemplateNode = NonNullable<NonNullable<SFCDescriptor['template']>['ast']>['children'][number]

/** An element of a template, such as `<TextField …>`. Its positions belong to the text of the whole component. */
export type TemplateElement = Extract<TemplateNode, { tag: string }>

/** A Vue component that a generator changes. Everything that is not changed keeps its text. */
export class Component {
  #text: string

  constructor(text: string) {
    this.#text = text
  }

  get text() {
    return this.#text
  }

  /** Changes the code of `<script setup>`. */
  editScript(change: (file: SourceFile) => void) {
    const { scriptSetup } = describe(this.#text)
    if (!scriptSetup) return
    const { start, end } = scriptSetup.loc
    const text = new MagicString(this.#text)
    text.overwrite(start.offset, end.offset, editCode(scriptSetup.content, change))
    this.#text = text.toString()
  }

  /** All elements of the template, in the order of the text: a parent comes before its children. */
  elements(): TemplateElement[] {
    return describe(this.#text).template?.ast?.children.flatMap(withChildren) ?? []
  }

  /** Changes the text at positions of the elements. */
  editTemplate(change: (text: MagicString, elements: TemplateElement[]) => void) {
    const text = new MagicString(this.#text)
    change(text, this.elements())
    this.#text = text.toString()
  }
}

/** Inserts lines after an element, with its indentation. */
export function insertAfter(text: MagicString, element: TemplateElement, lines: string) {
  const indent = ' '.repeat(element.loc.start.column - 1)
  text.appendLeft(element.loc.end.offset, `\n${lines.replace(/^(?=.)/gm, indent)}`)
}

/** Removes an element, with its line if nothing else is in it. */
export function removeElement(text: MagicString, { loc }: TemplateElement) {
  const source = text.original
  const before = source.slice(0, loc.start.offset)
  const indent = before.length - before.replace(/[ \t]*$/, '').length
  const isAlone =
    source[loc.start.offset - indent - 1] === '\n' && /^[ \t]*\n/.test(source.slice(loc.end.offset))
  const start = isAlone ? loc.start.offset - indent - 1 : loc.start.offset
  text.remove(start, loc.end.offset)
}

/** The value of an attribute (`name="title"`) or the expression of a binding (`v-bind="fields.title"`, `:value="…"`). */
export function attributeOf({ props }: TemplateElement, name: string) {
  for (const prop of props) {
    if ('exp' in prop && prop.rawName === name) return prop.exp?.loc.source
    if ('value' in prop && prop.name === name) return prop.value?.content ?? ''
  }
}

function withChildren(node: TemplateNode): TemplateElement[] {
  if (!('tag' in node)) return []
  return [node, ...node.children.flatMap(withChildren)]
}

function describe(text: string) {
  const { descriptor, errors } = parse(text, { sourceMap: false })
  if (errors[0]) throw errors[0]
  return descriptor
}
