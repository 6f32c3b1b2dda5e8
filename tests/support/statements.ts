import db from '@adonisjs/lucid/services/db'

/**
 * Runs `act` and returns its result and the SQL statements that ran meanwhile, without their values.
 */
export async function statementsOf<Answer>(act: () => Promise<Answer>) {
  const statements: string[] = []
  const note = ({ sql }: { sql: string }) => void statements.push(sql.replace(SAVEPOINT, 'trx'))
  const client = db.connection().getReadClient()
  client.on('query', note)
  try {
    return { answer: await act(), statements }
  } finally {
    client.off('query', note)
  }
}

/** Each savepoint has a unique number. */
const SAVEPOINT = /trx\d+/g
