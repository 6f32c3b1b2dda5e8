import '@inertiajs/core'
import type { InferFlashData } from '@adonisjs/inertia/types'
import type { Data } from '@generated/data'
import type { PlainMessageKey } from '@generated/messages'
import type { InferRoutes, UserRegistry } from '@tuyau/core/types'
import type { KeyMetadata, PageMetadata } from '#lists/main'
import type InertiaMiddleware from '#middleware/inertia_middleware'

/** The options that a page passes to its layout: `defineOptions({ layout: { … } satisfies LayoutProps })`. */
export interface LayoutProps {
  title: PlainMessageKey
  /** For a page with a `<PageHeader>`: its heading takes the place of the title in the bar of the layout. */
  hasHeader?: boolean
  /** The area of the menu that the page belongs to, if it is not the first part of the page's name. */
  area?: string
  /** For the only page that an account has: its header leads to no other. */
  isOnly?: boolean
  /** For the page of maintenance: meanwhile the server stores nothing, not even a language. */
  isDown?: boolean
}

declare module '@inertiajs/core' {
  interface InertiaConfig {
    sharedPageProps: Data.SharedProps
    flashDataType: InferFlashData<InertiaMiddleware>
    layoutProps: LayoutProps
  }
}

type RouteName = keyof InferRoutes<UserRegistry>
type Query<Route extends RouteName> = InferRoutes<UserRegistry>[Route]['types']['query']

/** The choice in the address of a list's page, as `request.choose(…)` returns it. */
export type ChoiceOf<Route extends RouteName> = {
  values: { [Name in keyof Query<Route>]?: Query<Route>[Name] | string }
  errors: { [Name in keyof Query<Route>]?: string }
}

export type ListMetadata = PageMetadata | KeyMetadata

/** The result of a transformer's `paginate` for the rows of a list. */
export type ListPage<Row> = { data: Row[]; metadata: ListMetadata }

/** A page of rows that are no list of a model. */
export type Paginated<Row> = {
  data: Row[]
  metadata: { total: number; perPage: number; currentPage: number; lastPage: number }
}
