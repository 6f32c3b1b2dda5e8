import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import settings, { type SettingName } from '#settings'
import { picture } from '#validators/rules/picture'

/** In bytes. The page shows this limit and checks a file against it before the upload. */
export const LARGEST_LOGO = 5_000_000

type Areas<Value> = Record<string, Record<string, Value>>

const partsOf = (name: SettingName) => name.split('.') as [area: string, name: string]

/** The settings whose fields a form has sent. The logo has a form of its own. */
export function settingsIn(body: Record<string, unknown>) {
  return settings.names.filter((name) => {
    const [area, field] = partsOf(name)
    const fields = body[area]
    return name !== 'product.logo' && typeof fields === 'object' && fields && field in fields
  })
}

/** Each area is an object of the form, and its fields keep the rules of app/settings.ts. */
export function updateSettingsValidator(names: SettingName[]) {
  const areas: Areas<SchemaTypes> = {}
  for (const name of names) {
    const [area, field] = partsOf(name)
    areas[area] = { ...areas[area], [field]: settings.definitions[name].type }
  }
  const fields = Object.entries(areas).map(([area, types]) => [area, vine.object(types)])
  return vine.create(Object.fromEntries(fields) as Record<string, SchemaTypes>)
}

/** The values of a form, under the names of their settings. */
export function valuesOf(names: SettingName[], form: Areas<unknown>) {
  const values = names.map((name) => {
    const [area, field] = partsOf(name)
    return [name, form[area][field]]
  })
  return Object.fromEntries(values) as Parameters<typeof settings.change>[0]
}

export const storeSettingDefaultValidator = vine.create({ name: vine.enum(settings.names) })

export const storeLogoValidator = vine.create({
  logo: vine.file({ size: LARGEST_LOGO }).use(picture({ whole: true })),
})
