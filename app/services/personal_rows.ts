import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import personalData, { RUN_OF_ACCOUNT } from '#config/personal_data'
import { encryptedRunsWith } from '#queue/main'
import type User from '#models/user'
import { PersonalTable } from '#services/personal_table'
import { limitsOf } from '#start/limiter'

/** The tables with personal data, each with the rows of one account. */
export async function personalTablesOf(user: User, client: TransactionClientContract) {
  const addresses = await addressesOf(user, client)
  const limits = addresses.flatMap((address) => limitsOf(user.id, address))
  const values = { id: user.id, addresses, limits }

  return Object.entries(personalData).flatMap(([name, rule]) =>
    typeof rule === 'string' ? [] : [new PersonalTable(name, rule, values, client)]
  )
}

/**
 * The runs of jobs about the account that the erasure cannot delete by a condition in SQL: their payload is encrypted, or
 * they have not ended.
 */
export async function hiddenRunsOf(user: User, client: TransactionClientContract) {
  const addresses = await addressesOf(user, client)
  const encrypted = await encryptedRunsWith(addresses, client)
  const { rows } = await client.rawQuery(
    `SELECT id FROM job_runs WHERE finished_at IS NULL AND ${RUN_OF_ACCOUNT}`,
    { id: user.id, addresses }
  )
  return [...encrypted, ...rows.map(({ id }: { id: string }) => id)]
}

/**
 * The address of the account, and others that it had. An address that another account has by now is not one of them,
 * and neither is one that nobody has confirmed.
 */
async function addressesOf(user: User, client: TransactionClientContract) {
  const { rows } = await client.rawQuery(
    `SELECT one.address
     FROM email_changes, unnest(ARRAY[email, former_email]) AS one(address)
     WHERE user_id = :id AND confirmed_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM users WHERE id <> :id AND users.email = one.address)`,
    { id: user.id }
  )
  const former: string[] = rows.map(({ address }: { address: string }) => address)
  return [...new Set([user.email, ...former])]
}
