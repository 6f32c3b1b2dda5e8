import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { SettingSchema } from '#database/schema'
import settings, { type SettingName } from '#settings'
import User from '#models/user'

/** A setting of app/settings.ts, with its row if its value is not the default. */
export interface ListedSetting {
  name: SettingName
  row?: Setting
}

/** The last change of a setting that differs from its default. For its value, code asks `settings.get`. */
export default class Setting extends SettingSchema {
  @belongsTo(() => User, { foreignKey: 'changedBy' })
  declare author: BelongsTo<typeof User>

  /** All settings as the database has them: this process may hear of a change a moment later. */
  static async list(): Promise<ListedSetting[]> {
    const rows = await this.query().preload('author')
    return settings.names.map((name) => ({ name, row: rows.find(({ key }) => key === name) }))
  }
}
