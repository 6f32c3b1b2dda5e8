import i18nManager from '@adonisjs/i18n/services/main'
import { appSettings } from '#settings/define'

/** The settings with their meaning in English. */
export async function listedSettings() {
  const settings = appSettings()
  const i18n = i18nManager.locale('en')
  return Promise.all(
    settings.names.map(async (name) => ({
      name,
      value: await settings.read(name),
      defaultValue: settings.defaultOf(name),
      permission: settings.definitions[name].permission ?? null,
      meaning: i18n.t(`global_settings.${name}.name`),
    }))
  )
}
