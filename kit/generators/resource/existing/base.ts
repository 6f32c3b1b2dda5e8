import { ChangeSet } from '#generators/changes'
import { cutResource } from '#generators/resource/existing/cut'
import { linkModel } from '#generators/resource/files/migration'
import { generateResource } from '#generators/resource/generate'
import { ownFiles } from '#generators/resource/own_files'
import { ownerAmong } from '#generators/resource/owner'
import type { ExistingResource } from '#generators/resource/existing/read'
import type { Product } from '#generators/resource/product'
import { linksOf, type Resource } from '#generators/resource/resource'
import { withUsualNames } from '#generators/syntax/import_names'

/** The files that belong to the resource alone, with the migration that creates its table. */
export function pathsOf(resource: ExistingResource, product: Product) {
  const { files } = ownFiles(resource, product)
  const paths = files.map(([path]) => (isMigration(path) ? resource.table.migration : path))
  return paths
}

/** The product as if the resource did not exist. */
function productWithout(resource: Resource, product: Product): Product {
  const { names } = resource
  const tables = [names.model, ...linksOf(resource).map((link) => linkModel(link, resource))]
  const isOwn = (name: string) =>
    name.split('.').some((part) => [names.table, `${names.file}_restorations`].includes(part))
  return {
    ...product,
    models: without(product.models, ...tables),
    relations: without(product.relations, names.model),
    modelFiles: new Set([...product.modelFiles].filter((file) => file !== names.file)),
    routes: new Set([...product.routes].filter((route) => !isOwn(route))),
    areas: new Set([...product.areas].filter((area) => area !== names.table)),
    paths: new Set([...product.paths].filter((path) => path !== names.path)),
  }
}

function without<Value>(map: Map<string, Value>, ...keys: string[]) {
  return new Map([...map].filter(([name]) => !keys.includes(name)))
}

/**
 * All files as `make:resource` would write them today with these fields, in the product without this resource. Nothing
 * of it is written to the disk. Imports that somebody has given other names have the usual ones.
 */
export async function generatedFiles(
  root: string,
  existing: ExistingResource,
  product: Product,
  fields = existing.fields
) {
  const changes = new ChangeSet({ root, readAs: withUsualNames })
  await cutResource(changes, existing, pathsOf(existing, product))
  const owner = ownerAmong(fields, existing)
  await generateResource(changes, { ...existing, fields, owner }, productWithout(existing, product))
  const created = changes.list().filter(({ kind }) => kind === 'create')
  const migration = created.find(({ path }) => isMigration(path))!.path
  return {
    paths: changes.paths().filter((path) => path !== migration),
    read: (path: string) => changes.read(path === existing.table.migration ? migration : path),
  }
}

const isMigration = (path: string) => path.startsWith('database/migrations/')
