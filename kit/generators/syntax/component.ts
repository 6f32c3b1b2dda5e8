import MagicString from 'magic-string'
import { parse } from 'vue/compiler-sfc'
import type { SourceFile } from 'ts-morph'
import { addImport, editCode, parseCode } from '#generators/syntax/code'

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

/**
 * Adds the imports of components that the template uses and the generated file has: somebody may have removed them,
 * because nothing needed them any more.
 */
export function withComponentImports(component: string, generated: string) {
  const { scriptSetup, template } = parse(generated, { sourceMap: false }).descriptor
  const used = parse(component, { sourceMap: false }).descriptor.template?.content ?? ''
  if (!scriptSetup || !template) return component
  const wanted = parseCode(scriptSetup.content)
    .getImportDeclarations()
    .filter((one) => used.includes(`<${one.getDefaultImport()?.getText()} `))
  return editScript(component, (file) => {
    const known = file.getImportDeclarations().map((one) => one.getDefaultImport()?.getText())
    for (const declaration of wanted) {
      const byDefault = declaration.getDefaultImport()!.getText()
      const from = declaration.getModuleSpecifierValue()
      if (!known.includes(byDefault)) addImport(file, { from, byDefault })
    }
  })
}
