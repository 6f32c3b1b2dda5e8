import app from '@adonisjs/core/services/app'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'
import { Settings } from '#settings/settings'

/** A setting: the rule of VineJS that its values keep, and its value as long as nobody has changed it. */
export interface Setting<Value> {
  type: SchemaTypes
  default: Value
}

export function setting<Type extends SchemaTypes>(
  type: Type,
  options: { default: Infer<Type> }
): Setting<Infer<Type>> {
  return { type, ...options }
}

let defined: Settings | undefined

/** Call it once, in `app/settings.ts`. */
export function defineSettings<Values extends object>(definitions: {
  [Name in keyof Values]: Setting<Values[Name]>
}) {
  const settings = new Settings<Values>(definitions)
  defined = settings as unknown as Settings
  // The first page of a web process already has the stored values.
  void app.ready(() => void (app.getEnvironment() === 'web' && settings.readAhead()))
  return settings
}

/** The settings of the app, for code that does not know their names. */
export function appSettings() {
  if (!defined) throw new Error('app/settings.ts defines no settings')
  return defined
}
