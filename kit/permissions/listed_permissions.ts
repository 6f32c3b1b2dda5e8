import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { appPermissions } from '#permissions/define'

/** The permissions with their meaning in English, and the names of the groups that have them. */
export async function listedPermissions() {
  const i18n = i18nManager.locale('en')
  const { rows } = await db.rawQuery<{
    rows: { name: string; all: boolean; permissions: string[] }[]
  }>('SELECT name, has_all_permissions AS "all", permissions FROM groups ORDER BY name')
  return appPermissions().names.map((permission) => ({
    permission,
    meaning: i18n.t(`permissions.names.${permission}`),
    groups: rows
      .filter(({ all, permissions }) => all || permissions.includes(permission))
      .map(({ name }) => name),
  }))
}
