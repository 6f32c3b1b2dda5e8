import type pg from 'pg'

/**
 * Sends each statement whole. A pooler of transactions gives a client another connection each time, where a statement of
 * this name is missing or another client's: PgBouncer knows them since 1.21 only.
 */
export function useUnnamedStatements(connection: pg.Client) {
  const query = connection.query.bind(connection) as (...args: unknown[]) => unknown
  const unnamed = (statement: unknown, ...rest: unknown[]) => query(withoutName(statement), ...rest)
  Object.assign(connection, { query: unnamed })
}

function withoutName(statement: unknown) {
  const isPlain = typeof statement === 'object' && statement !== null && !('submit' in statement)
  return isPlain ? { ...statement, name: undefined } : statement
}
