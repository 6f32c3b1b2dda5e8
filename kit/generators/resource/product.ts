import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import string from '@adonisjs/core/helpers/string'
import { SyntaxKind, type ClassDeclaration } from 'ts-morph'
import { localesIn } from '#i18n/catalogue'
import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { routeOf } from '#generators/resource/files/controller'
import { linkModel } from '#generators/resource/files/migration'
import { belongingsOf, linksOf, type Resource } from '#generators/resource/resource'
import { classOf, objectOf, parseCode } from '#generators/syntax/code'
import { withUsualNames } from '#generators/syntax/import_names'

const SCHEMA = 'database/schema.ts'

/** Tuyau writes the routes into it. */
const REGISTRY = '.adonisjs/client/registry/index.ts'

/** The names that a product uses already. */
export interface Product {
  /** The attributes of each model: `Project` → `id`, `name`, … */
  models: Map<string, string[]>
  /** The records that those of each model belong to. */
  relations: Map<string, Relation[]>
  /** Files of `app/models`, without their ending. */
  modelFiles: Set<string>
  /** The names of the routes, and the first parts of their addresses. */
  routes: Set<string>
  paths: Set<string>
  /** The names of the routes of each table that has a page for one record: `tasks` → `projects.tasks`. */
  recordPages: Map<string, string>
  /** The areas of the texts, and those that have a `title`. */
  areas: Set<string>
  titles: Set<string>
  migrations: string[]
}

/** `owner` of a project: the record of `User` whose id is in `ownerId`. */
export interface Relation {
  name: string
  model: string
  attribute: string
  isRequired: boolean
  /** Whether this record is the member to whom those of the model belong. */
  isOwner?: boolean
}

export async function readProduct(changes: ChangeSet): Promise<Product> {
  const names = async (folder: string) => {
    const files = await readdir(join(changes.root, folder)).catch(() => [])
    return files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3))
  }
  const routes = routesIn((await changes.read(REGISTRY)) ?? '')
  const models = modelsIn((await changes.read(SCHEMA)) ?? '')
  const files = await names('app/models')
  const sources = await Promise.all(files.map((file) => changes.read(`app/models/${file}.ts`)))
  return {
    models: new Map([...models].map(([name, columns]) => [name, [...columns.keys()]])),
    relations: new Map(sources.flatMap((source) => relationsIn(source ?? '', models))),
    modelFiles: new Set(files),
    routes: new Set(routes.map(({ name }) => name)),
    paths: new Set(routes.map(({ pattern }) => pattern.split('/')[1])),
    recordPages: new Map(routes.flatMap(recordPageOf)),
    ...(await areasOf(changes)),
    migrations: await names('database/migrations'),
  }
}

/** The product as it will be with a resource whose files are not written yet. */
export function withResource(product: Product, resource: Resource): Product {
  const { names, parent, owner, isSoftDeleted, fields } = resource
  const relations = [
    ...(owner && !owner.isChosen
      ? [
          {
            ...{ name: owner.name, model: 'User', attribute: owner.attribute },
            ...{ isRequired: true, isOwner: true },
          },
        ]
      : []),
    ...(parent
      ? [
          {
            ...{ name: parent.one, model: parent.model },
            ...{ attribute: `${parent.one}Id`, isRequired: true },
          },
        ]
      : []),
    ...belongingsOf(resource).map(({ given, name, args: [model], isOptional }) => {
      const isOwner = name === owner?.attribute
      return { name: given, model, attribute: name, isRequired: !isOptional, isOwner }
    }),
  ]
  const attributes = [
    'id',
    ...relations.map(({ attribute }) => attribute),
    ...fields.map(({ name }) => name),
    ...(isSoftDeleted ? ['deletedAt'] : []),
  ]
  const links = linksOf(resource).map(
    (link) => [linkModel(link, resource), []] as [string, string[]]
  )
  const migration = migrationName(`create_${names.table}_table`, product.migrations)
  return {
    ...product,
    models: new Map([...product.models, [names.model, attributes], ...links]),
    modelFiles: new Set([...product.modelFiles, names.file]),
    relations: new Map([...product.relations, [names.model, relations]]),
    recordPages: new Map([...product.recordPages, [names.table, routeOf(parent, names)]]),
    areas: new Set([...product.areas, names.table]),
    titles: new Set([...product.titles, names.table]),
    migrations: [...product.migrations, migration],
  }
}

/** `projects.show` of `/projects/:id` */
function recordPageOf({ name, pattern }: ReturnType<typeof routesIn>[number]) {
  const route = /^(?!api\.)(.+)\.show$/.exec(name)?.[1]
  const isOfRecord = route && /^\/[^/]+\/:id$/.test(pattern)
  return isOfRecord ? [[route.split('.').at(-1)!, route] as const] : []
}

async function areasOf(changes: ChangeSet): Promise<Pick<Product, 'areas' | 'titles'>> {
  const [locale] = await localesIn(`${changes.root}/resources/lang`)
  const folder = `resources/lang/${locale}`
  const areas = new Set<string>()
  const titles = new Set<string>()
  for (const file of await readdir(join(changes.root, folder))) {
    const area = file.replace(/\.json$/, '')
    areas.add(area)
    if ('title' in textsIn(`${folder}/${file}`, await changes.read(`${folder}/${file}`)))
      titles.add(area)
  }
  return { areas, titles }
}

function textsIn(path: string, content: string | null) {
  try {
    return JSON.parse(content ?? '{}') as object
  } catch (error) {
    throw new ChangeRefused(`${path} is no JSON: ${(error as Error).message}`)
  }
}

/** The columns of each model, with their types. */
function modelsIn(schema: string) {
  const classes = parseCode(schema).getClasses()
  return new Map(
    classes.map((one) => {
      const columns = one.getInstanceProperties().flatMap((property) => {
        const type = property.isKind(SyntaxKind.PropertyDeclaration) && property.getTypeNode()
        return type ? [[property.getName(), type.getText()] as const] : []
      })
      return [one.getName()!.replace(/Schema$/, ''), new Map(columns)]
    })
  )
}

function relationsIn(source: string, models: ReturnType<typeof modelsIn>): [string, Relation[]][] {
  if (!source.includes('belongsTo')) return []
  const model = classOf(parseCode(withUsualNames('model.ts', source)))
  const name = model?.getName()
  if (!model || !name) return []
  const relations = model.getInstanceProperties().flatMap((property) => {
    const decorator =
      property.isKind(SyntaxKind.PropertyDeclaration) && property.getDecorator('belongsTo')
    if (!decorator) return []
    const [target, options] = decorator.getArguments().map((argument) => argument.getText())
    const key = /foreignKey: '(\w+)'/.exec(options ?? '')?.[1]
    const attribute = key ?? `${property.getName()}Id`
    const type = models.get(name)?.get(attribute) ?? ''
    return [
      {
        ...{ name: property.getName(), attribute, isRequired: !type.includes('null') },
        model: target.replace(/^.*=>\s*/, ''),
      },
    ]
  })
  return [[name, withOwner(relations, model)]]
}

/** The list of a model is filtered by its owner: `lead: (query, lead: User) => …`. A model without a list has a `userId`. */
function withOwner(relations: Relation[], model: ClassDeclaration): Relation[] {
  const list = model.getStaticProperty('list')
  const options = list?.getDescendantsOfKind(SyntaxKind.PropertyAssignment) ?? []
  const filters = options.map((option) => option.getName())
  const isOwner = ({ name, attribute }: Relation) =>
    list ? filters.includes(name) : attribute === 'userId'
  const owner = relations.find((relation) => relation.model === 'User' && isOwner(relation))
  return relations.map((one) => (one === owner ? { ...one, isOwner: true } : one))
}

function routesIn(registry: string) {
  const routes = objectOf(parseCode(registry), 'routes')?.getProperties() ?? []
  return routes.map((route) => {
    const [name, ...texts] = route.getDescendantsOfKind(SyntaxKind.StringLiteral)
    const pattern = texts.map((text) => text.getLiteralText()).find((text) => text.startsWith('/'))!
    return { name: name.getLiteralText(), pattern }
  })
}

/** The name of the next migration, behind all that exist. */
export function migrationName(name: string, existing: string[], now = Date.now()) {
  const last = Math.max(0, ...existing.map((file) => Number.parseInt(file, 10) || 0))
  return `${Math.max(now, last + 1)}_${string.snakeCase(name)}`
}
