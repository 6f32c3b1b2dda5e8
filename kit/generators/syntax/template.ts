import MagicString from 'magic-string'
import { parse, type SFCTemplateBlock } from 'vue/compiler-sfc'

type Node = NonNullable<SFCTemplateBlock['ast']>['children'][number]

/** An element of a template. Its places are those in the text of the component. */
type Element = Extract<Node, { tag: string }>

/** Changes the template of a component. `change` gets its text, and all elements, each before those inside of it. */
export function editTemplate(
  component: string,
  change: (text: MagicString, elements: Element[]) => void
) {
  const text = new MagicString(component)
  change(text, elementsOf(component))
  return text.toString()
}

/** All elements of the template, each before those inside of it. */
export function elementsOf(component: string) {
  const { descriptor, errors } = parse(component, { sourceMap: false })
  if (errors[0]) throw errors[0]
  return elementsIn(descriptor.template?.ast?.children ?? [])
}

function elementsIn(nodes: Node[]): Element[] {
  return nodes.flatMap((node) => ('tag' in node ? [node, ...elementsIn(node.children)] : []))
}

/** `<template #actions>` inside of a component. */
export function slotOf(elements: Element[], component: string, name: string) {
  const owner = elements.find(({ tag }) => tag === component)
  return elementsIn(owner?.children ?? []).find(({ tag, props }) => {
    return tag === 'template' && props.some((prop) => isSlot(prop, name))
  })
}

function isSlot(prop: Element['props'][number], name: string) {
  return (
    prop.name === 'slot' && 'arg' in prop && prop.arg !== undefined && prop.arg.loc.source === name
  )
}
