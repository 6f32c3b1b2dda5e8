import { loadModule, parseSync, type Node, type RawStmt } from 'libpg-query'

/** One statement of a migration. */
export interface Statement {
  sql: string
  node: Node
  /** Statements with the same number are in one transaction, which ends after the last of them. */
  transaction: number
  /** It is in a transaction, or PostgreSQL makes one because the query has more statements. */
  isInTransaction: boolean
}

/** A query that PostgreSQL's own parser refuses. */
export class UnreadableQuery extends Error {
  constructor(
    readonly sql: string,
    message: string
  ) {
    super(message)
  }
}

/** Loads PostgreSQL's parser, which is WebAssembly. */
export const loadParser = loadModule

/** @throws UnreadableQuery */
export function statementsIn(query: string): { sql: string; node: Node }[] {
  const bytes = Buffer.from(query)
  try {
    return (parseSync(query).stmts ?? []).map((raw) => ({
      sql: textOf(bytes, raw),
      node: raw.stmt!,
    }))
  } catch (error) {
    throw new UnreadableQuery(query, (error as Error).message)
  }
}

/** PostgreSQL counts bytes. No length means the rest. */
function textOf(bytes: Buffer, { stmt_location: start = 0, stmt_len: length }: RawStmt) {
  return bytes
    .subarray(start, length ? start + length : undefined)
    .toString()
    .trim()
}

/** The type and the fields of a node, which the parser writes as `{ Type: { … } }`. */
export function read(node: Node | undefined): [string, Record<string, any>] {
  return Object.entries(node ?? { Nothing: {} })[0] as [string, Record<string, any>]
}

interface Named {
  schemaname?: string
  relname?: string
}

/** The name of a table as people write it: without the schema `public`. */
export function tableName({ schemaname, relname = '' }: Named) {
  return schemaname && schemaname !== 'public' ? `${schemaname}.${relname}` : relname
}

/** The parts of a name: `[schema, table]`. */
export function nameParts(items: Node[] = []) {
  return items.flatMap((item) => {
    const [, { sval }] = read(item)
    return typeof sval === 'string' ? [sval] : []
  })
}

/** The name of an object in DROP, whose parts are a list. */
export function objectName(object: Node) {
  const [type, fields] = read(object)
  if (type === 'TypeName') return nameParts(fields.names).at(-1)!
  if (type === 'ObjectWithArgs') return nameParts(fields.objname).at(-1)!
  const parts = type === 'List' ? nameParts(fields.items) : nameParts([object])
  return tableName({ relname: parts.at(-1), schemaname: parts.at(-2) })
}
