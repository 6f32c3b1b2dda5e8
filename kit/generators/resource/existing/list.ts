import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChangeSet } from '#generators/changes'
import { readResource } from '#generators/resource/existing/read'
import { resourceNames } from '#generators/resource/names'
import type { Product } from '#generators/resource/product'
import { referencesOf, type Resource } from '#generators/resource/resource'

const FORM = '_fields.vue'

/** The names of all resources, as commands take them: `Project`, `Project/Task`. */
export async function existingResources(changes: ChangeSet, product: Product) {
  const all = await readAll(changes, product)
  return all.map(nameOf)
}

/** The commands after which no other resource needs this one: they remove nested resources, and fields that refer to it. */
export async function commandsToFree(changes: ChangeSet, model: string, product: Product) {
  const all = await readAll(changes, product)
  const others = all.filter(({ names }) => names.model !== model)
  return others.flatMap((other) => {
    if (other.parent?.model === model) return [`node ace resource:destroy ${nameOf(other)}`]
    const fields = referencesOf(other).filter(({ args: [target] }) => target === model)
    if (fields.length === 0) return []
    const given = fields.map((field) => field.given).join(' ')
    return fields.length === other.fields.length
      ? [`node ace resource:destroy ${nameOf(other)}`]
      : [`node ace resource:remove-field ${nameOf(other)} ${given}`]
  })
}

const nameOf = ({ names, parent }: Resource) =>
  parent ? `${parent.model}/${names.model}` : names.model

/** Each has a validator and a form. */
async function readAll(changes: ChangeSet, product: Product) {
  const files = await readdir(join(changes.root, 'inertia/components')).catch(() => [])
  const found: Resource[] = []
  for (const file of files.filter((one) => one.endsWith(FORM)).sort()) {
    const one = file.slice(0, -FORM.length)
    if (!product.modelFiles.has(one) || !(await changes.exists(`app/validators/${one}.ts`)))
      continue
    found.push(await readResource(changes, resourceNames(one).model, product))
  }
  return found
}
