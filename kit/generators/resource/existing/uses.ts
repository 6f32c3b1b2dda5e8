import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import string from '@adonisjs/core/helpers/string'
import { SyntaxKind } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { findInCode, type Found } from '#generators/resource/existing/search'
import { literal, readTable, type TableColumn } from '#generators/resource/existing/columns'
import type { Product } from '#generators/resource/product'
import { parseCode } from '#generators/syntax/code'
import { routeOf } from '#generators/resource/files/controller'
import type { Resource } from '#generators/resource/resource'

const FOLDERS = ['app', 'commands', 'config', 'database', 'inertia', 'providers', 'start', 'tests']

const STRINGS = [SyntaxKind.StringLiteral, SyntaxKind.NoSubstitutionTemplateLiteral]

/**
 * The code that still needs a resource whose files are removed in `changes`: it imports one of them, names a route, or
 * uses the table or a generated type.
 */
export async function usesOf(
  changes: ChangeSet,
  resource: Resource,
  removed: string[],
  { models }: Product
) {
  const { names, parent } = resource
  const modules = new Set(removed.flatMap(modulesOf))
  const route = new RegExp(
    `^(${routeOf(parent, names).replace('.', String.raw`\.`)}|${names.file}_restorations)\\.\\w+$`
  )
  const isUse = ({ kind, text }: Found) => {
    if (STRINGS.includes(kind)) {
      return modules.has(text) || route.test(text) || text === `${names.table}.id`
    }
    return kind === SyntaxKind.TypeReference && text === `Data.${names.model}`
  }
  const words = [names.file, names.table, `Data.${names.model}`]
  const found = await findInCode(changes, FOLDERS, words, isUse)
  const needed = await Promise.all(
    found.map(({ path }) => isNeeded(changes, path, names.table, models))
  )
  return found.filter((_, index) => needed[index])
}

/** An old migration needs a table no more when its own one is gone, or has lost the column that refers to it. */
async function isNeeded(
  changes: ChangeSet,
  path: string,
  table: string,
  models: Product['models']
) {
  if (!path.startsWith('database/migrations/')) return true
  const code = parseCode((await changes.read(path)) ?? '')
  const tables = code.getDescendantsOfKind(SyntaxKind.CallExpression).flatMap((call) => {
    const isOfTable = /\.(createTable|alterTable|table)$/.test(call.getExpression().getText())
    return isOfTable ? [literal(call.getArguments()[0])] : []
  })
  const known = tables.filter((one) => models.has(string.pascalCase(string.singular(one))))
  const read = await Promise.all(known.map((one) => readTable(changes, one)))
  return read.some((one) => !one || one.columns.some((column) => refersTo(column, table)))
}

const refersTo = ({ chain }: TableColumn, table: string) =>
  chain.some(({ name, args }) => {
    return name === 'references' && [table, `${table}.id`].includes(literal(args[0]) ?? '')
  })

/** `#models/project` for `app/models/project.ts`. */
function modulesOf(path: string) {
  const name = path.replace(/\.ts$/, '')
  return [
    name.replace(/^app\//, '#'),
    name.replace(/^(database|tests)\//, '#$1/'),
    name.replace(/^inertia\//, '~/'),
  ].filter((one) => one !== name)
}

/** Files in the folders of the resource that it did not write itself. */
export async function strangersIn(changes: ChangeSet, { names }: Resource, own: string[]) {
  const folders = [`inertia/pages/${names.table}`, `tests/functional/${names.table}`]
  const found = await Promise.all(
    folders.map(async (folder) => {
      const files = await readdir(join(changes.root, folder)).catch(() => [])
      return files.map((file) => `${folder}/${file}`)
    })
  )
  return found.flat().filter((path) => !own.includes(path))
}
