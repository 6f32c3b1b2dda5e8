import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addTranslations } from '#generators/translations'
import { addApi } from '#generators/resource/edits/api'
import { addFileRoutes } from '#generators/resource/edits/body_parser'
import { addChoices } from '#generators/resource/edits/choices'
import { addNavigation } from '#generators/resource/edits/navigation'
import { addPersonalDataRule } from '#generators/resource/edits/personal_data'
import { addToParent } from '#generators/resource/edits/parent'
import { addRoutes } from '#generators/resource/edits/routes'
import { addVisits } from '#generators/resource/edits/visits'
import { readTable } from '#generators/resource/existing/columns'
import { nounOf, textsOf } from '#generators/resource/texts'
import { linkModel, linkTableName } from '#generators/resource/files/migration'
import { checkNewName, freeName } from '#generators/resource/free_names'
import { ownFiles } from '#generators/resource/own_files'
import { withResource, type Product } from '#generators/resource/product'
import { linksOf, referencesOf, resourceOf, type Resource } from '#generators/resource/resource'

/**
 * Adds all files of a resource to the changes, and those of the resources that it has many of.
 * @throws ChangeRefused if a name is taken, or a part of the product is not where it should be
 */
export async function generateResource(changes: ChangeSet, resource: Resource, product: Product) {
  checkCollections(resource, product)
  let known = product
  for (const other of missingLinks(resource, product)) {
    await generateOne(changes, other, known)
    known = withResource(known, other)
  }
  await generateOne(changes, resource, known)
  known = withResource(known, resource)
  for (const { name, names } of resource.collections) {
    const path = `${resource.names.model}/${names.model}`
    const child = resourceOf({
      ...{
        name: path,
        fields: ['name:string'],
        softDelete: resource.isSoftDeleted,
        api: resource.hasApi,
      },
    })
    await generateOne(changes, child, known, name)
    known = withResource(known, child)
  }
}

/** The models that a record can have many of, and that do not exist yet: each gets a name to begin with. */
function missingLinks(resource: Resource, { models }: Product) {
  const isShared = !resource.owner && !resource.parent
  return linksOf(resource)
    .filter(({ args: [model] }) => !models.has(model))
    .map(({ args: [model] }) =>
      resourceOf({
        ...{ name: model, fields: ['name:string'], api: resource.hasApi },
        ownedBy: isShared ? undefined : 'user',
      })
    )
}

function checkCollections({ collections, names: owner }: Resource, { models }: Product) {
  for (const { name, names } of collections) {
    if (!models.has(names.model)) continue
    throw new ChangeRefused(
      `"${name}": there is a model ${names.model} already. Write ${name}:manyToMany(${names.model}), or leave ${name} away and let it refer to the new one: node ace resource:add-field ${names.model} ${owner.one}:belongsTo(${owner.model})`
    )
  }
}

/** @param relation the name of the records in their parent */
async function generateOne(
  changes: ChangeSet,
  resource: Resource,
  product: Product,
  relation = resource.names.many
) {
  checkNewName(resource, product)
  await checkTable(changes, resource, product)
  checkLinks(resource, product)
  await checkParent(changes, resource.parent)
  const { records, files } = ownFiles(resource, product)
  for (const [path, text] of files) {
    if (await changes.exists(path)) {
      const { names } = resource
      throw new ChangeRefused(`${path} exists already. ${freeName(names, product)}`)
    }
    await changes.create(path, text)
  }
  if (resource.hasApi) await addApi(changes, resource, records.isPrivate)

  await addRoutes(changes, resource)
  await addFileRoutes(changes, resource)
  await addNavigation(changes, resource)
  await addPersonalDataRule(changes, records)
  await addVisits(changes, records)
  await addCatalogues(changes, resource)
  await addToParent(changes, resource, relation)
  for (const { target } of referencesOf(resource)) await addChoices(changes, target!)
}

/** @throws ChangeRefused if the models are linked already, from the other side */
function checkLinks(resource: Resource, { models }: Product) {
  for (const link of linksOf(resource)) {
    if (!models.has(linkModel(link, resource))) continue
    const { given, args } = link
    throw new ChangeRefused(
      `"${given}": there is a table ${linkTableName(link, resource)} already. If ${args[0]} is linked to ${resource.names.model}, its pages show the link`
    )
  }
}

/** @throws ChangeRefused if there is such a table without a model, as there is one of the sessions */
async function checkTable(changes: ChangeSet, { names }: Resource, product: Product) {
  const existing = await readTable(changes, names.table)
  if (!existing) return
  throw new ChangeRefused(
    `${existing.migration} creates a table ${names.table} already. ${freeName(names, product)}`
  )
}

/** @throws ChangeRefused if the parent has no policy that could be asked, or no factory for the tests */
async function checkParent(changes: ChangeSet, parent: Resource['parent']) {
  if (!parent) return
  if (parent.model === 'User') {
    throw new ChangeRefused('Records of a member are not nested: write --owned-by=user instead')
  }
  const needed = [
    [`app/policies/${parent.file}_policy.ts`, `make:policy ${parent.file}`],
    [`database/factories/${parent.file}_factory.ts`, `make:factory ${parent.file}`],
  ]
  for (const [path, command] of needed) {
    if (await changes.exists(path)) continue
    throw new ChangeRefused(`There is no ${path}. Create it first: node ace ${command}`)
  }
}

async function addCatalogues(changes: ChangeSet, resource: Resource) {
  const fields = resource.fields.map((field) => [`shared.fields.${field.name}`, nounOf(field)])
  await addTranslations(changes, resource.names.table, textsOf(resource))
  await addTranslations(changes, 'validator', Object.fromEntries(fields))
}
