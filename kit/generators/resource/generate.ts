import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addTranslations } from '#generators/translations'
import { controllerFile, routeOf } from '#generators/resource/files/controller'
import { fileControllerFile, fileNames } from '#generators/resource/files/file_controllers'
import { fileTest } from '#generators/resource/files/specs/files'
import { factoryFile } from '#generators/resource/files/factory'
import { indexPage } from '#generators/resource/files/index_page'
import { migrationFile } from '#generators/resource/files/migration'
import { modelFile } from '#generators/resource/files/model'
import { createPage, editPage, fieldsComponent, showPage } from '#generators/resource/files/pages'
import { policyFile } from '#generators/resource/files/policy'
import { Records } from '#generators/resource/files/records'
import {
  createTest,
  editTest,
  indexTest,
  policyTest,
  showTest,
} from '#generators/resource/files/specs/reads'
import { browserTest } from '#generators/resource/files/specs/browser'
import {
  destroyTest,
  restoreTest,
  storeTest,
  updateTest,
} from '#generators/resource/files/specs/writes'
import { seederFile, seederTest } from '#generators/resource/files/seeder'
import { restorationsControllerFile } from '#generators/resource/files/restorations_controller'
import { transformerFile } from '#generators/resource/files/transformer'
import { validatorFile } from '#generators/resource/files/validator'
import { apiTest } from '#generators/resource/files/specs/api'
import { answersFile } from '#generators/resource/files/api/answers'
import { apiControllerFile } from '#generators/resource/files/api/controller'
import { addApi } from '#generators/resource/edits/api'
import { addFileRoutes } from '#generators/resource/edits/body_parser'
import { addChoices } from '#generators/resource/edits/choices'
import { addNavigation } from '#generators/resource/edits/navigation'
import { addPersonalDataRule } from '#generators/resource/edits/personal_data'
import { addToParent } from '#generators/resource/edits/parent'
import { addRoutes } from '#generators/resource/edits/routes'
import { addVisits } from '#generators/resource/edits/visits'
import { migrationName, withResource, type Product } from '#generators/resource/product'
import {
  filesOf,
  linksOf,
  referencesOf,
  resourceOf,
  type Resource,
} from '#generators/resource/resource'
import { Ownership } from '#generators/resource/ownership'
import { resourceNames } from '#generators/resource/names'
import { nounOf, textsOf } from '#generators/resource/texts'

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
  const isShared = !resource.isOwned && !resource.parent
  return linksOf(resource)
    .filter(({ args: [model] }) => !models.has(model))
    .map(({ args: [model] }) =>
      resourceOf({
        ...{ name: model, fields: ['name:string'], api: resource.hasApi },
        ownedBy: isShared ? undefined : 'user',
      })
    )
}

function checkCollections({ names: own, collections }: Resource, { models }: Product) {
  for (const { name, names } of collections) {
    if (!models.has(names.model)) continue
    throw new ChangeRefused(
      `"${name}": there is a model ${names.model} already. Leave ${name} away, then give each ${names.noun} its ${own.noun}: node ace resource:add-field ${names.model} ${own.one}:belongsTo=${own.model}?`
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
  checkNames(resource, product)
  await checkParent(changes, resource.parent)
  const { records, files } = ownFiles(resource, product)
  for (const [path, text] of files) await changes.create(path, text)
  if (resource.hasApi) await addApi(changes, resource, records.isPrivate)

  await addRoutes(changes, resource)
  await addFileRoutes(changes, resource)
  await addNavigation(changes, resource)
  await addPersonalDataRule(changes, resource, records.isPrivate)
  await addVisits(changes, records)
  await addCatalogues(changes, resource)
  await addToParent(changes, resource, relation)
  for (const { target } of referencesOf(resource)) await addChoices(changes, target!)
}

/**
 * The files that belong to the resource alone, and the expressions that they have in common.
 * @throws ChangeRefused for a reference to a model that does not exist
 */
export function ownFiles(resource: Resource, product: Product) {
  resource.isParentSoftDeleted = isSoftDeleted(resource.parent?.model, product)
  const ownership = new Ownership(product.relations)
  resolveTargets(resource, product, ownership)
  const records = new Records(resource, ownership)
  const api = resource.hasApi ? apiFiles(records) : []
  return { records, files: [...resourceFiles(records, product), ...api, ...testsOf(records)] }
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

const isSoftDeleted = (model: string | undefined, { models }: Product) =>
  Boolean(model && models.get(model)?.includes('deletedAt'))

/** @throws ChangeRefused for a reference to a model that does not exist */
function resolveTargets(resource: Resource, { models }: Product, ownership: Ownership) {
  for (const field of referencesOf(resource)) {
    const [model] = field.args
    const attributes = models.get(model)
    if (!attributes) {
      throw new ChangeRefused(
        `"${field.given}" refers to ${model}, which does not exist. Make it first: node ace make:resource ${model} name:string`
      )
    }
    const label = LABELS.find((name) => attributes.includes(name)) ?? 'id'
    field.target = { names: resourceNames(model), label, condition: ownership.condition(model) }
  }
}

/** The attributes that can name a record, the best one first. */
const LABELS = ['name', 'title', 'label', 'subject', 'email', 'code']

function resourceFiles(records: Records, { migrations }: Product): [string, string][] {
  const { resource } = records
  const { file, table } = resource.names
  return [
    [
      `database/migrations/${migrationName(`create_${table}_table`, migrations)}.ts`,
      migrationFile(resource),
    ],
    [`app/models/${file}.ts`, modelFile(resource)],
    [`database/factories/${file}_factory.ts`, factoryFile(resource)],
    [`database/seeders/${file}_seeder.ts`, seederFile(records)],
    [`app/validators/${file}.ts`, validatorFile(resource)],
    [`app/policies/${file}_policy.ts`, policyFile(resource)],
    [`app/transformers/${file}_transformer.ts`, transformerFile(resource)],
    [`app/controllers/${table}_controller.ts`, controllerFile(resource)],
    ...restorationFiles(resource),
    ...fileControllers(resource),
    [`inertia/pages/${table}/index.vue`, indexPage(resource)],
    [`inertia/pages/${table}/show.vue`, showPage(resource)],
    [`inertia/pages/${table}/create.vue`, createPage(resource)],
    [`inertia/pages/${table}/edit.vue`, editPage(resource)],
    [`inertia/components/${file}_fields.vue`, fieldsComponent(resource)],
  ]
}

function restorationFiles(resource: Resource): [string, string][] {
  if (!resource.isSoftDeleted) return []
  const path = `app/controllers/${resource.names.file}_restorations_controller.ts`
  return [[path, restorationsControllerFile(resource)]]
}

function fileControllers(resource: Resource) {
  return filesOf(resource).map((field): [string, string] => [
    `app/controllers/${fileNames(resource, field).route}_controller.ts`,
    fileControllerFile(resource, field),
  ])
}

function apiFiles(records: Records): [string, string][] {
  const { file, table } = records.resource.names
  return [
    [`app/controllers/api/${table}_controller.ts`, apiControllerFile(records.resource)],
    [`app/validators/api/${file}.ts`, answersFile(records.resource)],
    [`tests/functional/api/${table}.spec.ts`, apiTest(records)],
  ]
}

function testsOf(records: Records): [string, string][] {
  const tests = {
    index: indexTest(records),
    create: createTest(records),
    store: storeTest(records),
    show: showTest(records),
    edit: editTest(records),
    update: updateTest(records),
    destroy: destroyTest(records),
    policy: policyTest(records),
  }
  const { table } = records.resource.names
  const functional = Object.entries(tests).map(([name, text]): [string, string] => [
    `tests/functional/${table}/${name}.spec.ts`,
    text,
  ])
  const { file } = records.resource.names
  if (records.resource.isSoftDeleted) {
    functional.push([`tests/functional/${file}_restorations/store.spec.ts`, restoreTest(records)])
  }
  for (const field of filesOf(records.resource)) {
    const folder = fileNames(records.resource, field).route
    functional.push([`tests/functional/${folder}/show.spec.ts`, fileTest(records, field)])
  }
  functional.push([`tests/functional/seeders/${file}.spec.ts`, seederTest(records)])
  return [...functional, [`tests/browser/${table}.spec.ts`, browserTest(records)]]
}

async function addCatalogues(changes: ChangeSet, resource: Resource) {
  const fields = resource.fields.map((field) => [`shared.fields.${field.name}`, nounOf(field)])
  await addTranslations(changes, resource.names.table, textsOf(resource))
  await addTranslations(changes, 'validator', Object.fromEntries(fields))
}

function checkNames({ names, parent }: Resource, { modelFiles, models, paths, routes }: Product) {
  const { model, file, path } = names
  const suggestion = `Try Team${model} or another name`
  if (modelFiles.has(file) || models.has(model)) {
    throw new ChangeRefused(`There is a model ${model} already. ${suggestion}`)
  }
  const taken = [...routes].find((name) => name.startsWith(`${routeOf(parent, names)}.`))
  if (taken) throw new ChangeRefused(`There is a route ${taken} already. ${suggestion}`)
  if (!parent && paths.has(path)) {
    throw new ChangeRefused(`Pages under /${path} exist already. ${suggestion}`)
  }
  if (parent && !models.has(parent.model)) {
    throw new ChangeRefused(
      `There is no model ${parent.model}. Make it first: node ace make:resource ${parent.model} name:string`
    )
  }
}
