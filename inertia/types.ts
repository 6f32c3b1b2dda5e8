import '@inertiajs/core'
import type { InferFlashData } from '@adonisjs/inertia/types'
import type { Data } from '@generated/data'
import type { PlainMessageKey } from '@generated/messages'
import type InertiaMiddleware from '#middleware/inertia_middleware'

/** The options that a page passes to its layout: `defineOptions({ layout: { … } satisfies LayoutProps })`. */
export interface LayoutProps {
  title: PlainMessageKey
  /** For the only page that an account has: its header leads to no other. */
  isOnly?: boolean
}

declare module '@inertiajs/core' {
  interface InertiaConfig {
    sharedPageProps: Data.SharedProps
    flashDataType: InferFlashData<InertiaMiddleware>
    layoutProps: LayoutProps
  }
}

type AccountEventFields = { kind?: string; from?: string; to?: string }

/** The filter of the account activity, with the errors of its fields. */
export type AccountEventChoice = AccountEventFields & { errors: AccountEventFields }

/** The result of a transformer's `paginate`. */
export type Paginated<Item> = { data: Item[]; metadata: Pagination }

export type Pagination = {
  total: number
  perPage: number
  currentPage: number
  lastPage: number
}
