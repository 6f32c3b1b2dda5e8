import type { Node } from 'libpg-query'
import { nameParts, read } from '#migrations/check/statements'

/** Functions that give one value for a whole statement. Every other one may give another value for each row. */
const STEADY = new Set([
  ...['now', 'transaction_timestamp', 'statement_timestamp', 'current_setting', 'timezone'],
  ...[
    'lower',
    'upper',
    'coalesce',
    'concat',
    'length',
    'date_trunc',
    'to_jsonb',
    'jsonb_build_object',
  ],
  ...['jsonb_build_array', 'json_build_object', 'json_build_array', 'array_fill', 'make_interval'],
  ...[
    'md5',
    'sha256',
    'encode',
    'decode',
    'to_char',
    'to_date',
    'to_timestamp',
    'replace',
    'round',
  ],
])

/** The first function that may give another value for each row, or nothing. */
export function unsteadyFunction(expression: Node | undefined): string | undefined {
  return callsIn(expression).find((name) => !STEADY.has(name))
}

function callsIn(value: unknown): string[] {
  return nodesOf(value, 'FuncCall').map((call) => nameParts(call.funcname).at(-1)!)
}

/** All nodes of a type in a tree, at every depth. */
export function nodesOf(value: unknown, type: string): Record<string, any>[] {
  if (Array.isArray(value)) return value.flatMap((one) => nodesOf(one, type))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === type ? [inner] : []),
    ...nodesOf(inner, type),
  ])
}

/** No default, or NULL as the default. */
export function isNull(expression: Node | undefined): boolean {
  const [type, fields] = read(expression)
  if (type === 'TypeCast') return isNull(fields.arg)
  return type === 'Nothing' || (type === 'A_Const' && fields.isnull === true)
}

/** The column that `(email IS NOT NULL)` names. */
export function columnThatIsNotNull(expression: Node | undefined): string | undefined {
  const [type, fields] = read(expression)
  if (type !== 'NullTest' || fields.nulltesttype !== 'IS_NOT_NULL') return undefined
  return columnOf(fields.arg as Node)
}

export function columnOf(node: Node | undefined): string | undefined {
  const [type, fields] = read(node)
  return type === 'ColumnRef' ? nameParts(fields.fields).at(-1) : undefined
}

/** The columns that a condition compares to a given value: `id = 1 AND …`, `id IN (1, 2)`. */
export function comparedColumns(condition: Node | undefined): string[] {
  const [type, fields] = read(condition)
  if (type === 'BoolExpr' && fields.boolop === 'AND_EXPR')
    return fields.args.flatMap(comparedColumns)
  if (type !== 'A_Expr' || nameParts(fields.name).at(-1) !== '=') return []
  const column = columnOf(fields.lexpr)
  const isGiven =
    nodesOf(fields.rexpr, 'ColumnRef').length + nodesOf(fields.rexpr, 'SubLink').length === 0
  return column && isGiven ? [column] : []
}
