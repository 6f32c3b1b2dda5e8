import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import string from '@adonisjs/core/helpers/string'
import { SyntaxKind } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { objectOf, parseCode } from '#generators/syntax/code'

const SCHEMA = 'database/schema.ts'

/** Tuyau writes the routes into it. */
const REGISTRY = '.adonisjs/client/registry/index.ts'

/** The names that a product uses already. */
export interface Product {
  /** The attributes of each model: `Project` → `id`, `name`, … */
  models: Map<string, string[]>
  /** Files of `app/models`, without their ending. */
  modelFiles: Set<string>
  /** The names of the routes, and the first parts of their addresses. */
  routes: Set<string>
  paths: Set<string>
  migrations: string[]
}

export async function readProduct(changes: ChangeSet): Promise<Product> {
  const names = async (folder: string) => {
    const files = await readdir(join(changes.root, folder)).catch(() => [])
    return files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3))
  }
  const routes = routesIn((await changes.read(REGISTRY)) ?? '')
  return {
    models: modelsIn((await changes.read(SCHEMA)) ?? ''),
    modelFiles: new Set(await names('app/models')),
    routes: new Set(routes.map(({ name }) => name)),
    paths: new Set(routes.map(({ pattern }) => pattern.split('/')[1])),
    migrations: await names('database/migrations'),
  }
}

function modelsIn(schema: string) {
  const classes = parseCode(schema).getClasses()
  return new Map(
    classes.map((one) => {
      const columns = one
        .getStaticProperty('$columns')
        ?.getFirstDescendantByKind(SyntaxKind.ArrayLiteralExpression)
      const attributes =
        columns?.getElements().map((element) => element.getText().slice(1, -1)) ?? []
      return [one.getName()!.replace(/Schema$/, ''), attributes]
    })
  )
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
