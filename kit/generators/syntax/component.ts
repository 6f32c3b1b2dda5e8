import MagicString from 'magic-string'
import { parse } from 'vue/compiler-sfc'
import type { SourceFile } from 'ts-morph'
import { editCode } from '#generators/syntax/code'

/** Changes the code of a component's `<script setup>`. Everything else keeps its text. */
export function editScript(component: string, change: (file: SourceFile) => void) {
  const { descriptor, errors } = parse(component, { sourceMap: false })
  if (errors[0]) throw errors[0]
  const { scriptSetup } = descriptor
  if (!scriptSetup) return component

  const { start, end } = scriptSetup.loc
  const text = new MagicString(component)
  return text.overwrite(start.offset, end.offset, editCode(scriptSetup.content, change)).toString()
}
