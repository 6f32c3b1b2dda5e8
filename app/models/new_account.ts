import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#models/user'
import WaysIn from '#models/ways_in'

interface Details {
  name: string
  email: string
  /** The password's hash, or null for an account that logs in by a provider. */
  password: string | null
  locale: string | null
  timeZone: string | null
  termsAcceptedAt?: DateTime | null
}

/** Creates accounts. Until somebody confirms the address of an account, a confirmed one can take its place. */
export default class NewAccount {
  /**
   * Creates the account for a confirmed address. Takes over an account that never confirmed the address.
   * @returns null if the address already has a confirmed account
   */
  static async createConfirmed(details: Details, trx: TransactionClientContract) {
    const former = await User.query({ client: trx })
      .where('email', details.email)
      .whereNull('email_confirmed_at')
      .forUpdate()
      .first()
    if (former) await WaysIn.removeAll(former)
    const [saved] = await trx
      .insertQuery()
      .table(User.table)
      .insert({
        ...columnsOf(details),
        email_confirmed_at: trx.rawQuery('now()'),
        confirmation_key: null,
      })
      .knexQuery.onConflict('email')
      .merge([
        ...['name', 'password', 'locale', 'time_zone', 'terms_accepted_at'],
        ...['email_confirmed_at', 'confirmation_key'],
      ])
      .whereNull('users.email_confirmed_at')
      .returning('id')
    return saved ? User.findOrFail(saved.id, { client: trx }) : null
  }

  /**
   * Creates an account whose address is confirmed later.
   * @returns null if the address has an account
   */
  static async createUnconfirmed(details: Details, trx: TransactionClientContract) {
    const [saved] = await trx
      .insertQuery()
      .table(User.table)
      .insert(columnsOf(details))
      .knexQuery.onConflict('email')
      .ignore()
      .returning('id')
    return saved ? User.findOrFail(saved.id, { client: trx }) : null
  }
}

function columnsOf({ timeZone, termsAcceptedAt, ...others }: Details) {
  const accepted = termsAcceptedAt?.toJSDate() ?? null
  return { ...others, time_zone: timeZone, terms_accepted_at: accepted }
}
