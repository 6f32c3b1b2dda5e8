import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChangeSet } from '#generators/changes'
import { readResource } from '#generators/resource/existing/read'
import { resourceNames } from '#generators/resource/names'
import type { Product } from '#generators/resource/product'

const FORM = '_fields.vue'

/** The names of all resources, as commands take them: `Project`, `Project/Task`. Each has a validator and a form. */
export async function existingResources(changes: ChangeSet, product: Product) {
  const files = await readdir(join(changes.root, 'inertia/components')).catch(() => [])
  const names: string[] = []
  for (const file of files.filter((one) => one.endsWith(FORM)).sort()) {
    const one = file.slice(0, -FORM.length)
    if (!product.modelFiles.has(one) || !(await changes.exists(`app/validators/${one}.ts`)))
      continue
    const { names: own, parent } = await readResource(changes, resourceNames(one).model, product)
    names.push(parent ? `${parent.model}/${own.model}` : own.model)
  }
  return names
}
