import string from '@adonisjs/core/helpers/string'
import { nameOf, type Name } from '#generators/name'
import type { Text } from '#generators/translations'

const LEAD = {
  en: 'There is nothing here yet.',
  es: 'Aún no hay nada aquí.',
  ar: 'لا يوجد شيء هنا بعد.',
}
const NUMBER = { en: 'Number {id}', es: 'Número {id}', ar: 'الرقم \u2068{id}\u2069' }

/** The texts of a page: their area, their keys in the page, and the texts by their keys in the area. */
export function pageTexts({ folders, snake }: Pick<Name, 'folders' | 'snake'>, hasId = false) {
  const area = folders.at(-1) ?? snake
  const isList = snake === 'index' || folders.length === 0
  const group = isList ? '' : `${snake}.`
  const texts: Record<string, Text> = {
    [`${group}title`]: { en: isList ? nameOf(area).sentence : titleOf(snake, area) },
    [`${group}lead`]: LEAD,
    ...(hasId ? { [`${group}number`]: NUMBER } : {}),
  }
  const keys = Object.fromEntries(
    ['title', 'lead', 'number'].map((key) => [key, `${area}.${group}${key}`])
  )
  return { area, keys, texts }
}

/** `New proposal` of the action `create`. */
function titleOf(action: string, area: string) {
  const verbs: Record<string, string> = { create: 'new', show: '' }
  return nameOf(`${verbs[action] ?? action}_${string.singular(area)}`).sentence
}
