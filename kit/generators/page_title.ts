import { nameOf, type Name } from '#generators/name'
import type { Text } from '#generators/translations'

/** The title of a page: the area of its texts, the key, and the texts. */
export function titleOf({ folders, snake }: Pick<Name, 'folders' | 'snake'>) {
  const area = folders.at(-1) ?? snake
  const path = snake === 'index' || folders.length === 0 ? 'title' : `${snake}.title`
  const texts: Record<string, Text> = { [path]: { en: nameOf(area).sentence } }
  if (path !== 'title') texts[path] = { en: nameOf(`${snake}_${area}`).sentence }
  return { area, titleKey: `${area}.${path}`, texts }
}
