import type { Page } from 'playwright'
import drive from '@adonisjs/drive/services/main'
import { DateTime } from 'luxon'
import DataExport from '#models/data_export'
import User from '#models/user'
import { openPage } from '#tests/support/pages'
import type { Walk } from '#tests/support/site_walk/walk'

const VALUES = {
  running: { progress: 40 },
  ready: { file: crypto.randomUUID(), size: 125_000, progress: 100, readyAt: DateTime.now() },
  failed: { failedAt: DateTime.now() },
}

/** Opens the list of accounts with an export of it. */
export function listExport(state: keyof typeof VALUES) {
  return async (page: Page, { addresses }: Walk) => {
    const { id: userId } = await User.findByOrFail('email', addresses.staff)
    const expiresAt = DateTime.now().plus({ hours: 6 })
    const one = await DataExport.updateOrCreate(
      { userId, content: 'users' },
      { id: crypto.randomUUID(), choice: {}, expiresAt, ...VALUES[state] }
    )
    if (one.state === 'ready') await drive.use().put(one.key, 'id\n')
    await openPage(page, '/management/users')
    await DataExport.query().where({ userId }).delete()
  }
}
