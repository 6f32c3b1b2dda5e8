import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { SettingChange } from '#settings/main'
import AccountEvent from '#models/account_event'
import Logo from '#models/logo'

/**
 * Call it in the transaction of the change. The member sees it in the activity of the account; an event of a command
 * belongs to no account.
 */
export async function recordSettingChange(change: SettingChange, trx: TransactionClientContract) {
  const { name, from, to, by } = change
  await AccountEvent.create(
    {
      userId: by?.id ?? null,
      kind: 'setting_changed',
      ipAddress: by?.ipAddress ?? null,
      userAgent: by?.userAgent ?? null,
      details: { setting: name, from, to },
    },
    { client: trx }
  )
  if (name === 'product.logo' && typeof from === 'string') await Logo.delete(from, trx)
}
