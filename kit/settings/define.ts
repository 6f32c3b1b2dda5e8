import type { Infer, SchemaTypes } from '@vinejs/vine/types'
import type { SettingTypes } from '@adonisjs/core/types'
import { Settings } from '#settings/settings'

declare module '@adonisjs/core/types' {
  /** The app adds the type of its permissions, as `permission`, in `app/settings.ts`. */
  export interface SettingTypes {}
}

type PermissionName = SettingTypes extends { permission: infer Name extends string } ? Name : string

/** A setting: the rule of VineJS that its values keep, and its value as long as nobody has changed it. */
export interface Setting<Value> {
  type: SchemaTypes
  default: Value
  /** Members with it change the setting in the browser. Without one, only commands and code change it. */
  permission?: PermissionName
}

/** The form of a name: `<area>.<name>`, such as `registration.isOpen`. */
const SETTING_NAME = /^[a-z][a-zA-Z\d]*\.[a-z][a-zA-Z\d]*$/

export function setting<Type extends SchemaTypes>(
  type: Type,
  options: Omit<Setting<Infer<Type>>, 'type'>
): Setting<Infer<Type>> {
  return { type, ...options }
}

let defined: Settings | undefined

/**
 * Call it once, in `app/settings.ts`. Each name is `<area>.<name>`; the page of the settings has a section for each
 * area.
 */
export function defineSettings<Values extends object>(definitions: {
  [Name in keyof Values]: Setting<Values[Name]>
}) {
  const wrong = Object.keys(definitions).find((name) => !SETTING_NAME.test(name))
  if (wrong)
    throw new Error(`A setting is <area>.<name>, such as registration.isOpen, not ${wrong}`)
  const settings = new Settings<Values>(definitions)
  defined = settings as unknown as Settings
  return settings
}

/** The settings of the app, for code that does not know their names. */
export function appSettings() {
  if (!defined) throw new Error('app/settings.ts defines no settings')
  return defined
}
