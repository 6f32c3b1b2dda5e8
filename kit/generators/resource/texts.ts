import type { Text } from '#generators/translations'
import string from '@adonisjs/core/helpers/string'
import { words } from '#generators/resource/kinds/words'
import { fieldWord } from '#generators/resource/field_words'
import { pluralOf } from '#generators/resource/nouns'
import { titleOf, type Resource } from '#generators/resource/resource'
import type { Field } from '#generators/resource/field'

/**
 * The texts of a resource by their keys, in the area of its table. Its pages share these:
 * i18n: common.save, common.edit, common.delete, common.restore, common.no_undo, common.can_be_restored, lists.*
 */
export function textsOf(resource: Resource): Record<string, Text> {
  const { names } = resource
  return {
    title: { en: words(names.nouns), ...pluralOf(names) },
    new: { en: `New ${names.noun}`, es: 'Añadir', ar: 'إضافة' },
    edit: { en: `Edit ${names.noun}`, es: 'Editar', ar: 'تعديل' },
    ...outcomes(resource),
    ...Object.fromEntries(resource.fields.map((field) => [`fields.${field.name}`, labelOf(field)])),
    ...Object.fromEntries(resource.fields.flatMap(valueTexts)),
  }
}

/** The sentences about one record name it, if it has a name. */
function outcomes(resource: Resource): Record<string, Text> {
  const title = titleOf(resource)?.name
  const { noun } = resource.names
  const en = title ? `“{${title}}”` : `The ${noun}`
  const es = title ? `«{${title}}»` : 'El registro'
  const ar = title ? ` «\u2068{${title}}\u2069»` : ' السجل'
  return {
    created: { en: `${en} is created.`, es: `${es} se ha creado.`, ar: `تم إنشاء${ar}.` },
    updated: { en: `${en} is saved.`, es: `${es} se ha guardado.`, ar: `تم حفظ${ar}.` },
    deleted: { en: `${en} is deleted.`, es: `${es} se ha eliminado.`, ar: `تم حذف${ar}.` },
    ...(resource.isSoftDeleted && {
      restored: {
        en: `${en} is restored.`,
        es: `${es} se ha recuperado.`,
        ar: `تمت استعادة${ar}.`,
      },
    }),
    confirm_delete: {
      en: title ? `Delete ${en}?` : `Delete this ${noun}?`,
      es: title ? `¿Eliminar ${es}?` : '¿Eliminar este registro?',
      ar: title ? `هل تريد حذف${ar}؟` : 'هل تريد حذف هذا السجل؟',
    },
  }
}

/** `Public` for the switch `isPublic`. */
export function labelOf({ given, kind }: Field): Text {
  const name = kind.word === 'boolean' ? given.replace(/^is(?=[A-Z])/, '') : given
  return { en: words(string.noCase(name)), ...fieldWord(name) }
}

/** `statuses.draft`: the values of an enum. */
function valueTexts(field: Field): [string, Text][] {
  if (field.kind.word !== 'enum') return []
  return field.args.map((value) => [
    `${valuesKey(field)}.${value}`,
    { en: words(value.replaceAll('_', ' ')), ...fieldWord(value) },
  ])
}

/** The group of the texts of an enum's values. */
export const valuesKey = ({ column }: Field) => `${column}_values`

/** The name of a field in the middle of the validator's sentences. */
export function nounOf({ given, noun }: Field): Text {
  const known = fieldWord(given)
  const lower = Object.entries(known).map(([locale, word]) => [
    locale,
    word.toLocaleLowerCase(locale),
  ])
  return { en: noun, ...Object.fromEntries(lower) }
}
