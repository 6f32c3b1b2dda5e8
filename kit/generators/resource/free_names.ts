import { ChangeRefused } from '#generators/changes'
import { routeOf } from '#generators/resource/files/controller'
import { NameRefused, resourceNames } from '#generators/resource/names'
import type { Product } from '#generators/resource/product'
import type { Resource } from '#generators/resource/resource'

type Named = Pick<Resource, 'names' | 'parent'>

/** @throws ChangeRefused if a model, a route or an address has the name already, or there is no such parent */
export function checkNewName(named: Named, product: Product) {
  const { names, parent } = named
  const owner = ownerOf(named, product)
  if (owner) {
    throw new ChangeRefused(`${owner} already. ${freeName(names, product)}`)
  }
  if (parent && !product.models.has(parent.model)) {
    throw new ChangeRefused(
      `There is no model ${parent.model}. Make it first: node ace make:resource ${parent.model} name:string`
    )
  }
}

/** How much of a long name stays behind the first word of a suggestion. */
const KEPT = 30

/** A name for a resource whose own name is taken: `Try TeamInvoice or another name`. */
export function freeName({ model }: Named['names'], product: Product) {
  const rest = model.slice(0, KEPT)
  const names = [...['Team', 'Product', 'Own', 'Shared'].map((word) => word + rest), `${rest}Item`]
  const free = names.find((name) => isFree(name, product))
  return `Try ${[free, 'another name'].filter(Boolean).join(' or ')}`
}

/**
 * Reads a name, or a resource with its name.
 * @throws ChangeRefused as `read` does, but suggests only names that the product does not have
 */
export function withFreeNames<Value>(product: Product, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof NameRefused)) throw error
    throw error.among((name) => isFree(name, product))
  }
}

function isFree(name: string, product: Product) {
  try {
    return ownerOf({ names: resourceNames(name) }, product) === undefined
  } catch (error) {
    if (error instanceof ChangeRefused) return false
    throw error
  }
}

/** The thing that has the name: `There is a model Setting`. */
function ownerOf({ names, parent }: Named, { modelFiles, models, paths, routes, areas }: Product) {
  const { model, file, path, table } = names
  if (modelFiles.has(file) || models.has(model)) return `There is a model ${model}`
  const route = [...routes].find((name) => name.startsWith(`${routeOf(parent, names)}.`))
  if (route) return `There is a route ${route}`
  if (areas.has(table)) return `There are texts of ${table}`
  return !parent && paths.has(path) ? `Pages under /${path} exist` : undefined
}
