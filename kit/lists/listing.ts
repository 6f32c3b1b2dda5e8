import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { cursorOf, placeOf, type Place } from '#lists/list_cursor'
import { columnOf, type ListColumn } from '#lists/list_columns'
import { ListOrder } from '#lists/list_order'
import { patternsOf } from '#lists/list_search'
import type {
  AttributeOf,
  KeyMetadata,
  List,
  ListModel,
  ListOptions,
  PageMetadata,
  Paging,
} from '#lists/types'

type Query = ModelQueryBuilderContract<any>
type Options = ListOptions<any, any, any, any>
type Choice = Record<string, any>
type Client = TransactionClientContract
type Filter = (query: Query, value: unknown) => unknown
interface Row {
  $extras: { list_key: string | null; list_id: string }
}

/**
 * The list of a model, for a page or an API: what may be searched, sorted and filtered. Its rows are models, so that one
 * transformer serves the list and the page of one row.
 */
export function listing<
  Model extends ListModel,
  const Sort extends AttributeOf<Model>,
  Values = {},
  Pages extends Paging = 'pages',
>(
  model: () => Model,
  options: ListOptions<Model, Sort, Values, Pages>
): List<Model, Sort, Values, Pages> {
  const query = (choice: Choice, client?: Client) => new ListQuery(model(), options, choice, client)
  const list = (choice: Choice) => query(choice).fetch()
  return Object.assign(list, {
    model,
    options,
    count: (choice: Choice, client?: Client) => query(choice, client).count(),
    batches: (choice: Choice, { size, client }: { size: number; client?: Client }) =>
      query(choice, client).batches(size),
  }) as never
}

class ListQuery {
  #perPage: number
  #sort: string
  #searched: ListColumn[] = []

  constructor(
    private model: ListModel,
    private options: Options,
    private choice: Choice,
    private client?: Client
  ) {
    // A model without decorators does not know its table before.
    model.boot()
    this.#perPage = options.perPage ?? 20
    this.#sort = choice.sort ?? options.sort
  }

  async fetch() {
    const order = await this.#prepare()
    return this.options.by === 'keys' ? this.#byKeys(order) : this.#byPages(order)
  }

  async count() {
    await this.#prepare()
    return this.#count()
  }

  async *batches(size: number) {
    const order = await this.#prepare()
    let place: Place | undefined
    while (true) {
      const query = order.select(order.apply(this.#rows()))
      if (place) order.continueFrom(query, place)
      const rows: Row[] = await query.limit(size)
      if (rows.length > 0) yield rows
      if (rows.length < size) return
      place = placeIn(rows.at(-1)!)
    }
  }

  async #prepare() {
    const columns = (this.options.search ?? []).map((attribute: string) =>
      columnOf(this.model, attribute)
    )
    const [order, ...searched] = await Promise.all([
      ListOrder.of(this.model, this.#sort),
      ...columns,
    ])
    this.#searched = searched
    return order
  }

  /** A page beyond the last one, of which rows were deleted meanwhile, has the rows of the last one. */
  async #byPages(order: ListOrder) {
    const { page = 1 } = this.choice
    const [rows, total] = await Promise.all([this.#pageOf(order, page), this.#count()])
    const lastPage = Math.max(1, Math.ceil(total / this.#perPage))
    const currentPage = Math.min(page, lastPage)
    const metadata: PageMetadata = { ...this.#facts, total, currentPage, lastPage }
    return { rows: page > lastPage ? await this.#pageOf(order, lastPage) : rows, metadata }
  }

  async #pageOf(order: ListOrder, page: number) {
    const query = order.apply(this.#rows())
    return query.limit(this.#perPage).offset((page - 1) * this.#perPage)
  }

  async #byKeys(order: ListOrder) {
    const [{ rows, before, after }, total] = await Promise.all([
      this.#pageBeside(order),
      this.options.count === false ? undefined : this.#count(),
    ])
    const cursor = (row?: Row) => row && cursorOf(this.model, this.#sort, placeIn(row))
    const metadata: KeyMetadata = {
      ...this.#facts,
      total,
      before: (before && cursor(rows[0])) || null,
      after: (after && cursor(rows.at(-1))) || null,
    }
    return { rows, metadata }
  }

  /** If nothing is left after a place, it is the last page; if less than a page is before it, the first. */
  async #pageBeside(order: ListOrder) {
    const { after, before } = this.choice
    if (after) {
      const { rows, hasMore } = await this.#walk(order, this.#place(after))
      if (rows.length > 0) return { rows, before: true, after: hasMore }
      const last = await this.#walk(order.reversed)
      return { rows: last.rows.reverse(), before: last.hasMore, after: false }
    }
    if (before) {
      const { rows, hasMore } = await this.#walk(order.reversed, this.#place(before))
      if (rows.length === this.#perPage) {
        return { rows: rows.reverse(), before: hasMore, after: true }
      }
    }
    const { rows, hasMore } = await this.#walk(order)
    return { rows, before: false, after: hasMore }
  }

  async #walk(order: ListOrder, place?: Place) {
    const query = order.select(order.apply(this.#rows()))
    if (place) order.continueFrom(query, place)
    const rows: Row[] = await query.limit(this.#perPage + 1)
    return { rows: rows.slice(0, this.#perPage), hasMore: rows.length > this.#perPage }
  }

  #place(cursor: string) {
    const place = placeOf(this.model, this.#sort, cursor)
    if (!place) throw new Error('The cursor is invalid: validate it with listFields(…)')
    return place
  }

  #rows() {
    const query = this.#matching()
    this.options.with?.(query)
    return query
  }

  /** Hooks of the model, such as that of soft deletion, run before a fetch, but not before a count. */
  async #count() {
    const query = this.#matching()
    await this.model.$hooks.runner('before:fetch').run(query)
    const [{ total }] = await query.clearOrder().count('* as total').pojo<{ total: string }>()
    return Number(total)
  }

  #matching(): Query {
    const query: Query = this.model.query({ client: this.client })
    this.#search(query)
    for (const [name, filter] of Object.entries<Filter>(this.options.filters ?? {})) {
      if (name in this.choice) filter(query, this.#valueOf(name))
    }
    return query
  }

  #valueOf(name: string) {
    const value = this.choice[name]
    if (value === undefined) throw new Error(`The filter "${name}" of the list is undefined`)
    return value
  }

  #search(query: Query) {
    if (this.#searched.length === 0) return
    for (const patterns of patternsOf(this.choice.search ?? '', this.options.by === 'keys')) {
      query.where((group) => {
        for (const pattern of patterns) this.#searchFor(group, pattern)
      })
    }
  }

  #searchFor(group: Query, pattern: string) {
    for (const { name } of this.#searched) group.orWhereRaw('??::text ILIKE ?', [name, pattern])
  }

  get #facts() {
    const { search = [], sorts } = this.options
    return {
      perPage: this.#perPage,
      sort: this.#sort,
      sorts: [...sorts],
      isSearchable: search.length > 0,
    }
  }
}

function placeIn({ $extras }: Row): Place {
  return { key: $extras.list_key, id: $extras.list_id }
}
