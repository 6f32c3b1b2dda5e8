import db from '@adonisjs/lucid/services/db'
import { PROVIDER_LABELS, type ProviderName } from '#config/social_log_in'
import { endAllSessions } from '#http/account/account_sessions'
import type { Translator } from '#i18n/translate'
import type User from '#models/user'

/** The tables with keys and links that let a person into an account. */
const WAYS_IN = [
  ...['authenticators', 'recovery_codes', 'passkeys', 'social_identities'],
  ...['password_resets', 'email_changes', 'log_in_notices'],
]

/** A row for each way in beside the password. Recovery codes are made together, so they are one. */
const REMAINING = `
  SELECT 'provider' AS kind, provider, email AS name, created_at FROM social_identities
  WHERE user_id = :id
  UNION ALL SELECT 'passkey', NULL, name, created_at FROM passkeys WHERE user_id = :id
  UNION ALL SELECT 'authenticator', NULL, NULL, created_at FROM authenticators WHERE user_id = :id
  UNION ALL SELECT 'recovery_codes', NULL, NULL, min(created_at) FROM recovery_codes
  WHERE user_id = :id AND used_at IS NULL HAVING count(*) > 0
  UNION ALL SELECT 'access_token', NULL, name, created_at FROM access_tokens
  WHERE tokenable_id = :id AND (expires_at IS NULL OR expires_at > now())`

interface Way {
  kind: 'provider' | 'passkey' | 'authenticator' | 'recovery_codes' | 'access_token'
  provider: ProviderName | null
  name: string | null
  created_at: Date
}

/** The ways into an account: its keys, mailed links, tokens and sessions. */
export default class WaysIn {
  /**
   * Removes all but the password, which the caller replaces. The person who signed up may not own the address, and loses
   * the account to its owner. Call it in a transaction.
   */
  static async removeAll(user: User) {
    await user
      .merge({
        passkeyUserId: null,
        secondFactorAt: null,
        sessionGeneration: crypto.randomUUID(),
      })
      .save()
    for (const table of WAYS_IN) await user.$trx!.from(table).where('user_id', user.id).delete()
    await user.$trx!.from('access_tokens').where('tokenable_id', user.id).delete()
    await endAllSessions(user.id, user.$trx!)
  }

  /**
   * The ways that a new password leaves in place. A thief may have added one, and only the owner can tell.
   * @returns a line of text for each
   */
  static async remaining(user: User, t: Translator) {
    const { rows } = await (user.$trx ?? db).rawQuery(REMAINING, { id: user.id })
    return (rows as Way[]).map(({ kind, provider, name, created_at: createdAt }) => {
      const label = provider ? PROVIDER_LABELS[provider] : t(`ways_in.${kind as 'passkey'}`)
      const since = createdAt.getTime()
      if (!name) return t('ways_in.unnamed', { kind: label, since })
      return t('ways_in.named', { kind: label, name, since })
    })
  }
}
