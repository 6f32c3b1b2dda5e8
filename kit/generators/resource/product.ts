import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import string from '@adonisjs/core/helpers/string'
import { SyntaxKind } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { belongingsOf, type Resource } from '#generators/resource/resource'
import { classOf, objectOf, parseCode } from '#generators/syntax/code'

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
  migrations: string[]
}

/** `owner` of a project: the record of `User` whose id is in `ownerId`. */
export interface Relation {
  name: string
  model: string
  attribute: string
  isRequired: boolean
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
    migrations: await names('database/migrations'),
  }
}

/** The product as it will be with a resource whose files are not written yet. */
export function withResource(product: Product, resource: Resource): Product {
  const { names, parent, isOwned, isSoftDeleted, fields } = resource
  const relations = [
    ...(isOwned ? [{ name: 'user', model: 'User', attribute: 'userId', isRequired: true }] : []),
    ...(parent
      ? [
          {
            ...{ name: parent.one, model: parent.model },
            ...{ attribute: `${parent.one}Id`, isRequired: true },
          },
        ]
      : []),
    ...belongingsOf(resource).map(({ given, name, args: [model], isOptional }) => {
      return { name: given, model, attribute: name, isRequired: !isOptional }
    }),
  ]
  const attributes = [
    'id',
    ...relations.map(({ attribute }) => attribute),
    ...fields.map(({ name }) => name),
    ...(isSoftDeleted ? ['deletedAt'] : []),
  ]
  const migration = migrationName(`create_${names.table}_table`, product.migrations)
  return {
    ...product,
    models: new Map([...product.models, [names.model, attributes]]),
    relations: new Map([...product.relations, [names.model, relations]]),
    migrations: [...product.migrations, migration],
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
  if (!source.includes('@belongsTo(')) return []
  const model = classOf(parseCode(source))
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
  return [[name, relations]]
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
