import { ChangeRefused } from '#generators/changes'
import { controllerFile } from '#generators/resource/files/controller'
import { fileControllerFile, fileNames } from '#generators/resource/files/file_controllers'
import { fileTest } from '#generators/resource/files/specs/files'
import { factoryFile } from '#generators/resource/files/factory'
import { indexPage } from '#generators/resource/files/index_page'
import { migrationFile } from '#generators/resource/files/migration'
import { modelFile } from '#generators/resource/files/model'
import { createPage, editPage, fieldsComponent } from '#generators/resource/files/form_pages'
import { showPage } from '#generators/resource/files/show_page'
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
import { destroyTest, restoreTest } from '#generators/resource/files/specs/deletes'
import { storeTest, updateTest } from '#generators/resource/files/specs/writes'
import { seederFile, seederTest } from '#generators/resource/files/seeder'
import { restorationsControllerFile } from '#generators/resource/files/restorations_controller'
import { transformerFile } from '#generators/resource/files/transformer'
import { validatorFile } from '#generators/resource/files/validator'
import { apiTest } from '#generators/resource/files/specs/api'
import { answersFile } from '#generators/resource/files/api/answers'
import { apiControllerFile } from '#generators/resource/files/api/controller'
import { resourceNames, type ResourceNames } from '#generators/resource/names'
import { Ownership } from '#generators/resource/ownership'
import { migrationName, withResource, type Product } from '#generators/resource/product'
import {
  filesOf,
  referencesOf,
  type PagesAbove,
  type Resource,
} from '#generators/resource/resource'

/**
 * The files that belong to the resource alone, and the expressions that they have in common.
 * @throws ChangeRefused for a reference to a model that does not exist
 */
export function ownFiles(resource: Resource, product: Product) {
  resource.isParentSoftDeleted = isSoftDeleted(resource.parent?.model, product)
  resource.above = resource.parent && pagesAbove(resource.parent, product)
  const known = withResource(product, resource)
  const ownership = new Ownership(known.relations)
  resolveTargets(resource, known, ownership)
  const records = new Records(resource, ownership)
  const api = resource.hasApi ? apiFiles(records) : []
  return { records, files: [...resourceFiles(records, product), ...api, ...testsOf(records)] }
}

const isSoftDeleted = (model: string | undefined, { models }: Product) =>
  Boolean(model && models.get(model)?.includes('deletedAt'))

/** @throws ChangeRefused for a reference to a model that does not exist */
function resolveTargets(resource: Resource, { models, modelFiles }: Product, ownership: Ownership) {
  for (const field of referencesOf(resource)) {
    const [model] = field.args
    const attributes = models.get(model)
    if (!attributes || !modelFiles.has(resourceNames(model).file)) {
      const why = attributes
        ? 'which has a table and no model. Choose another model'
        : `which does not exist. Make it first: node ace make:resource ${model} name:string`
      throw new ChangeRefused(`"${field.given}" refers to ${model}, ${why}`)
    }
    const label = labelOf(attributes)
    field.target = { names: resourceNames(model), label, condition: ownership.condition(model) }
  }
}

/** The attributes that can name a record, the best one first. */
const LABELS = ['name', 'title', 'label', 'subject', 'email', 'code']

const labelOf = (attributes: string[]) => LABELS.find((name) => attributes.includes(name)) ?? 'id'

function pagesAbove({ model, table }: ResourceNames, product: Product): PagesAbove {
  const route = product.recordPages.get(table)
  return {
    route,
    hasList: route === table && product.titles.has(table),
    label: labelOf(product.models.get(model) ?? []),
    area: areaOf(table, product),
  }
}

/** A nested resource is reached from the pages of its parent. */
function areaOf(table: string, product: Product): string {
  const [first] = product.recordPages.get(table)?.split('.') ?? [table]
  return first === table ? table : areaOf(first, product)
}

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
