import type { Data } from '@generated/data'

type Setting = Data.Setting
type AreaOf<Name extends string> = Name extends `${infer Area}.${string}` ? Area : never
type SettingArea = AreaOf<Setting['name']>

/** The settings by the first part of their names, in the order of app/settings.ts. */
export function sectionsOf(settings: Setting[]) {
  const areas = Object.groupBy(settings, ({ name }) => name.split('.')[0])
  return Object.entries(areas).map(([area, list]) => ({
    area: area as SettingArea,
    settings: list!,
  }))
}
