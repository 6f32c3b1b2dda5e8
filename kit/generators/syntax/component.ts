import MagicString from 'magic-string'
import { parse } from 'vue/compiler-sfc'
import type { SourceFile } from 'ts-morph'
import { addImport, editCode } from '#generators/syntax/code'
import { importedNames, usedNames } from '#generators/syntax/import_names'

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
 * Adds the imports that the code needs and the generated file has: somebody may have removed them, because nothing
 * needed them any more.
 */
export function withNeededImports(path: string, text: string, generated: string) {
  const known = new Set(importedNames(path, text).map(({ local }) => local))
  const { used, declared } = usedNames(path, text)
  const missing = importedNames(path, generated).filter(
    ({ local }) => used.has(local) && !known.has(local) && !declared.has(local)
  )
  if (missing.length === 0) return text
  const add = (file: SourceFile) => {
    for (const { module: from, imported, local, isType } of missing) {
      const names = imported === 'default' ? { byDefault: local } : { named: [imported] }
      addImport(file, { from, ...names, isType })
    }
  }
  return path.endsWith('.vue') ? editScript(text, add) : editCode(text, add)
}
