import vine, { type VineEnum, type VineNumber, type VineString } from '@vinejs/vine'
import { placeOf } from '#lists/list_cursor'
import type { List, ListModel, Paging, SortOf } from '#lists/types'

type Optional<Field extends { optional(): unknown }> = ReturnType<Field['optional']>

type PagingFields<Pages extends Paging> = Pages extends 'keys'
  ? { after: Optional<VineString>; before: Optional<VineString> }
  : { page: Optional<VineNumber> }

/** The fields of a list in the validator of its address: `search`, `sort`, and `page` or `after` and `before`. */
export function listFields<Sort extends string, Pages extends Paging>(
  list: List<any, Sort, any, Pages>
) {
  const { by, sorts, sort } = list.options
  const cursor = () => vine.string().use(knownCursor({ list, sort })).optional()
  const page = vine.number().withoutDecimals().min(1).max(1_000_000).optional()

  return {
    search: vine.string().trim().maxLength(200).optional(),
    sort: vine.enum(sorts.flatMap((one) => [one, `-${one}`])).optional(),
    ...(by === 'keys' ? { after: cursor(), before: cursor() } : { page }),
  } as unknown as {
    search: Optional<VineString>
    sort: Optional<VineEnum<SortOf<Sort>[]>>
  } & PagingFields<Pages>
}

const knownCursor = vine.createRule(function cursor(
  value: unknown,
  { list, sort }: { list: { model: () => ListModel }; sort: string },
  field
) {
  const { sort: chosen = sort } = field.parent as { sort?: unknown }
  if (field.isValid && placeOf(list.model(), String(chosen || sort), value as string)) return
  field.report('The page is unknown. Open the list from its beginning.', 'cursor', field)
})
