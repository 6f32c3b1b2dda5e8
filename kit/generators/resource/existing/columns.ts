import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SyntaxKind, type CallExpression, type Node } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { parseCode } from '#generators/syntax/code'

const FOLDER = 'database/migrations'

/** A call in a chain: `.string('name', 255)`. */
interface Link {
  name: string
  args: Node[]
}

/** A column as the migrations leave it. */
export interface TableColumn {
  name: string
  /** `table.string('name', 255).notNullable()`, link by link. */
  chain: Link[]
}

export interface Table {
  /** The migration that creates it. */
  migration: string
  /** The migrations that create and change it, in their order. */
  migrations: string[]
  columns: TableColumn[]
  /** The columns of each index, and of each unique index. */
  indexes: string[][]
  uniques: string[][]
}

/** Reads a table from the migrations that create and change it; undefined if none creates it. */
export async function readTable(changes: ChangeSet, table: string): Promise<Table | undefined> {
  let found: Table | undefined
  for (const path of await migrationsOf(changes)) {
    const text = (await changes.read(path)) ?? ''
    if (!text.includes(table)) continue
    const statements = statementsOf(text, table)
    for (const { method, body } of statements) {
      if (method === 'createTable') {
        found = { migration: path, migrations: [], columns: [], indexes: [], uniques: [] }
      }
      if (method === 'dropTable') found = undefined
      if (found && body) for (const chain of chainsOf(body)) change(found, chain)
    }
    if (!found) continue
    found.uniques.push(...rawUniques(text, table))
    if (statements.length > 0) found.migrations.push(path)
  }
  return found
}

async function migrationsOf(changes: ChangeSet) {
  const files = await readdir(join(changes.root, FOLDER)).catch(() => [])
  return files
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => `${FOLDER}/${file}`)
}

/** The calls of `up` that create or alter the table, with the function that they are given. */
function statementsOf(text: string, table: string) {
  const up = parseCode(text).getClasses()[0]?.getInstanceMethod('up')
  const calls = up?.getDescendantsOfKind(SyntaxKind.CallExpression) ?? []
  return calls.flatMap((call) => {
    const [name, body] = call.getArguments()
    const method = /\.(createTable|alterTable|table|dropTable)$/.exec(
      call.getExpression().getText()
    )?.[1]
    return method && literal(name) === table ? [{ method, body: body as Node | undefined }] : []
  })
}

/** The statements `table.….…` of a function. */
function chainsOf(body: Node) {
  return body
    .getDescendantsOfKind(SyntaxKind.ExpressionStatement)
    .map((statement) => linksOf(statement.getExpression()))
    .filter((links) => links.length > 0)
}

function linksOf(node: Node): Link[] {
  const call = node.asKind(SyntaxKind.CallExpression)
  const access = call?.getExpression().asKind(SyntaxKind.PropertyAccessExpression)
  if (!call || !access) return []
  return [...linksOf(access.getExpression()), linkOf(call, access.getName())]
}

const linkOf = (call: CallExpression, name: string) => ({ name, args: call.getArguments() })

function change(table: Table, chain: Link[]) {
  const [{ name: method, args }] = chain
  const [first, second] = args
  const name = literal(first)
  if (method === 'index' || method === 'unique') {
    const columns = first?.asKind(SyntaxKind.ArrayLiteralExpression)?.getElements() ?? []
    table[method === 'index' ? 'indexes' : 'uniques'].push(columns.map(literal))
  } else if (method === 'dropColumn') {
    const isOther = (columns: string[]) => !columns.includes(name)
    table.columns = table.columns.filter((column) => column.name !== name)
    table.indexes = table.indexes.filter(isOther)
    table.uniques = table.uniques.filter(isOther)
  } else if (method === 'renameColumn') {
    rename(table, name, literal(second))
  } else if (chain.some((link) => link.name === 'alter')) {
    table.columns = table.columns.map((one) => (one.name === name ? { name, chain } : one))
  } else if (name && !method.startsWith('drop')) {
    table.columns.push({ name, chain })
  }
}

function rename(table: Table, from: string, to: string) {
  const renamed = (name: string) => (name === from ? to : name)
  table.columns = table.columns.map((one) => ({ ...one, name: renamed(one.name) }))
  table.indexes = table.indexes.map((columns) => columns.map(renamed))
  table.uniques = table.uniques.map((columns) => columns.map(renamed))
}

/** Unique indexes of a table with soft deletion: `CREATE UNIQUE INDEX … ON projects (user_id, name) WHERE …`. */
function rawUniques(text: string, table: string) {
  const up = parseCode(text).getClasses()[0]?.getInstanceMethod('up')
  const texts = up?.getDescendantsOfKind(SyntaxKind.StringLiteral) ?? []
  return texts.flatMap((one) => {
    const [, on, columns] =
      /^CREATE UNIQUE INDEX \S+ ON (\S+) \(([^)]*)\)/i.exec(one.getLiteralText()) ?? []
    return on === table ? [columns.split(',').map((name) => name.trim())] : []
  })
}

/** The text of a string, or the code of another literal. */
export function literal(node: Node | undefined) {
  return node?.asKind(SyntaxKind.StringLiteral)?.getLiteralText() ?? node?.getText() ?? ''
}
