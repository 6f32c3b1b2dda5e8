import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'

/** A model whose columns are generated into `database/schema.ts`. */
export type ListModel = LucidModel & { $columns: readonly string[] }

export type AttributeOf<Model extends ListModel> = Model['$columns'][number]

/** `-name` sorts in descending order. */
export type SortOf<Attribute extends string> = Attribute | `-${Attribute}`

type Query<Model extends ListModel> = ModelQueryBuilderContract<Model>

/** A condition of the query, and the type of its value. */
type FiltersOf<Model extends ListModel, Values> = {
  [Name in keyof Values]: (query: Query<Model>, value: Values[Name]) => unknown
}

/** `pages` have numbers, so all rows are counted. `keys` continue after or before a row, however long the list is. */
export type Paging = 'pages' | 'keys'

export interface ListOptions<
  Model extends ListModel,
  Sort extends AttributeOf<Model>,
  Values,
  Pages extends Paging,
> {
  /** Each word of a search has to be in one of them. */
  search?: readonly AttributeOf<Model>[]
  sorts: readonly Sort[]
  sort: SortOf<NoInfer<Sort>>
  /** 20 by default. */
  perPage?: number
  /** `pages` by default. */
  by?: Pages
  /** Without a count, `total` is missing. Only for `by: 'keys'`: the numbers of pages need it. */
  count?: Pages extends 'keys' ? boolean : true
  filters?: FiltersOf<Model, Values>
  /** Changes the query of the rows, not of the count: `(query) => query.preload('user')`. */
  with?: (query: Query<Model>) => unknown
}

interface PageChoice {
  page?: number
}

/** Cursors, of which `after` wins. */
interface KeyChoice {
  after?: string
  before?: string
}

type ListChoice<Sort extends string, Values, Pages extends Paging> = {
  search?: string
  sort?: SortOf<Sort>
} & (Pages extends 'keys' ? KeyChoice : PageChoice) &
  Partial<Values>

/** A table needs these facts of its list. */
type ListFacts = {
  perPage: number
  sort: string
  sorts: string[]
  isSearchable: boolean
}

/** Types, not interfaces: Inertia takes only those as props of a page. */
export type PageMetadata = ListFacts & {
  total: number
  currentPage: number
  lastPage: number
}

export type KeyMetadata = ListFacts & {
  total?: number
  /** The cursors of the pages beside this one, or null at an end of the list. */
  before: string | null
  after: string | null
}

export interface List<
  Model extends ListModel,
  Sort extends string = string,
  Values = {},
  Pages extends Paging = Paging,
> {
  /** @throws if a filter is undefined, because its condition would be missing: leave the filter out. */
  <Choice extends ListChoice<Sort, Values, Pages>>(
    choice: Choice & Record<Exclude<keyof Choice, keyof ListChoice<Sort, Values, Pages>>, never>
  ): Promise<{
    rows: InstanceType<Model>[]
    metadata: Pages extends 'keys' ? KeyMetadata : PageMetadata
  }>
  /** How many rows a choice has. */
  count(
    choice: ListChoice<Sort, Values, Pages>,
    client?: TransactionClientContract
  ): Promise<number>
  /** All rows of a choice in its order, in parts, for a file. `client` is a transaction. */
  batches(
    choice: ListChoice<Sort, Values, Pages>,
    options: { size: number; client?: TransactionClientContract }
  ): AsyncGenerator<InstanceType<Model>[]>
  model: () => Model
  options: ListOptions<Model, any, any, Pages> & { sorts: readonly Sort[] }
}
