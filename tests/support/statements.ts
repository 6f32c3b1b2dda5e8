import db from '@adonisjs/lucid/services/db'

/**
 * Runs `act`, and gives its result and the SQL that ran meanwhile, without the values.
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

/** Each has a number of its own. */
const SAVEPOINT = /trx\d+/g
