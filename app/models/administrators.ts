import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { LastAdministratorException } from '#exceptions/last_administrator_exception'

/**
 * Runs an act that may end the power of an administrator: a removal from the group, a disabled account, a deletion. Such
 * acts wait for each other, so that two of them cannot remove the last two administrators.
 * @throws LastAdministratorException and changes nothing, if the act leaves no administrator who can log in
 */
export async function keepAnAdministrator<Result>(
  act: (trx: TransactionClientContract) => Promise<Result>
) {
  return db.transaction(async (trx) => {
    await trx.from('groups').where('has_all_permissions', true).forUpdate()
    const before = await countOf(trx)
    const result = await act(trx)
    if (before > 0 && (await countOf(trx)) === 0) throw new LastAdministratorException()
    return result
  })
}

/** The administrators who can log in. */
async function countOf(trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery<{ rows: [{ count: number }] }>(
    `SELECT count(*)::int FROM group_members JOIN groups ON groups.id = group_id JOIN users ON users.id = user_id
     WHERE has_all_permissions AND disabled_at IS NULL AND deletes_at IS NULL AND email_confirmed_at IS NOT NULL`
  )
  return rows[0].count
}
