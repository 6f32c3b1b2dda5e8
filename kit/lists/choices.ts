import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { patternsOf } from '#lists/list_search'

/** One of the records that a form offers. */
// A type, because only types are JSON for the tests of pages.
export type Option = { value: number; label: string }

/** The rows that a field offers at once; a search finds the others. */
const MOST = 20

type Query = ModelQueryBuilderContract<LucidModel>

/** A model that knows which of its records a member may choose. */
interface Choosable<User> {
  choosableBy(user: User): ModelQueryBuilderContract<any, any>
}

/**
 * The first records of a query as the options of a field, in the order of their labels.
 * @param label the attribute that names a record
 */
export async function optionsOf(query: unknown, label: string, search = ''): Promise<Option[]> {
  const rows = query as Query
  const column = rows.model.$keys.attributesToColumns.get(label, label)
  for (const patterns of patternsOf(search, true)) {
    rows.where((group) => {
      for (const pattern of patterns) group.orWhereRaw('??::text ILIKE ?', [column, pattern])
    })
  }
  const records = await rows.orderBy(label).orderBy('id').limit(MOST)
  return records.map((record) => optionOf(record, label))
}

/**
 * The same for the filter of a list, with the record that it has chosen.
 * @param chosen the id in the address
 */
export async function optionsWith(
  query: unknown,
  label: string,
  chosen: number | undefined
): Promise<Option[]> {
  const all = (query as Query).clone()
  const options = await optionsOf(query, label)
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options
  return [...optionsFrom(await recordsAmong(all, [chosen]), label), ...options]
}

/** The records of a query that have these ids. Its conditions stay together, because one of them can be an `orWhere`. */
function recordsAmong(query: ModelQueryBuilderContract<any, any>, ids: number[]) {
  return query.model.query().whereIn('id', ids).whereIn('id', query.select('id'))
}

/** A record as an option; null if it is not there or not loaded. */
export function optionOf(record: object, label: string): Option
export function optionOf(record: object | null | undefined, label: string): Option | null
export function optionOf(record: object | null | undefined, label: string): Option | null {
  if (!record) return null
  const { id, [label]: text } = record as Record<string, unknown>
  return { value: Number(id), label: String(text) }
}

/** Records as the options that are chosen, in the order of their labels; none if they are not loaded. */
export function optionsFrom(records: object[] | undefined, label: string): Option[] {
  return (records ?? [])
    .map((record) => optionOf(record, label))
    .sort((one, other) => one.label.localeCompare(other.label) || one.value - other.value)
}

/** The validator of the address of a field that searches its options. */
export const searchOptionsValidator = vine.create({
  search: vine.string().trim().maxLength(200).optional(),
})

const LARGEST_ID = 2_147_483_647
const MOST_CHOSEN = 100

const id = () => vine.number().withoutDecimals().range([1, LARGEST_ID])

/** The id of a record that the member may choose. The validator needs `meta: { user }`. */
export function chosenFrom<User>(model: () => Choosable<User>) {
  return id().use(areChoosable(model as never))
}

/** The ids of records that the member may choose, each once. The validator needs `meta: { user }`. */
export function chosenListFrom<User>(model: () => Choosable<User>) {
  return vine
    .array(id())
    .parse(idsOf)
    .maxLength(MOST_CHOSEN)
    .distinct()
    .use(areChoosable(model as never))
}

/**
 * A form sends texts, also one that is not in a list, and an empty one if nothing is chosen. The rules of a list run
 * before those of its items, so the ids are numbers here already.
 */
function idsOf(value: unknown): unknown {
  const isPlain =
    value === null || Array.isArray(value) || ['string', 'number'].includes(typeof value)
  if (!isPlain) return value
  return [value]
    .flat()
    .filter((one) => one !== '' && one !== null)
    .map((one) => (/^\d{1,10}$/.test(String(one)) ? Number(one) : one))
}

/** The item of a list that is no id has an error of its own. */
function isId(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LARGEST_ID
}

/** For one id or a list of them. */
const areChoosable = vine.createRule(
  async (value: unknown, model: () => Choosable<unknown>, field: FieldContext) => {
    const ids = [value].flat()
    if (!field.isValid || ids.length === 0 || !ids.every(isId)) return
    const { user } = field.meta as { user: unknown }
    const found = await recordsAmong(model().choosableBy(user), ids)
    if (found.length < ids.length) {
      field.report('The {{ field }} does not exist.', 'database.exists', field)
    }
  },
  { isAsync: true }
)
