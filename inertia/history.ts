import type { Page } from '@inertiajs/core'
import { router } from '@inertiajs/vue3'
import type { Data } from '@generated/data'

/** Beside the key of the history, and as long: while the tab is open. */
const READER = 'historyReader'

/**
 * Lets Back and Forward ask the server again once somebody else reads, or in another language, at another clock: what
 * the history has was meant for the reader of before. To be called before a page is shown.
 */
export function forgetHistoryOfOthers(page: Page) {
  const { region, user } = page.props as Partial<Data.SharedProps>
  const reader = JSON.stringify([user?.id, region])
  try {
    if (sessionStorage.getItem(READER) !== reader) router.clearHistory()
    sessionStorage.setItem(READER, reader)
  } catch {
    // A browser that may store nothing has no key to encrypt with.
    page.encryptHistory = false
  }
}
