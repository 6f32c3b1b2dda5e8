import { BaseTransformer } from '@adonisjs/core/transformers'
import settings from '#settings'
import { fieldOf } from '#settings/main'
import type { ListedSetting } from '#models/setting'

export default class SettingTransformer extends BaseTransformer<ListedSetting> {
  toObject() {
    const { name, row } = this.resource
    const usual = settings.defaultOf(name)
    return {
      name,
      value: (row ? row.value : usual) as string | number | boolean | null,
      default: usual,
      isChanged: row !== undefined,
      changedAt: row?.updatedAt.toISO() ?? null,
      changedBy: row?.author?.name ?? null,
      ...fieldOf(settings.definitions[name].type),
    }
  }
}
