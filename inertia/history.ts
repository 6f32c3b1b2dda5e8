import type { Page } from '@inertiajs/core'
import { router } from '@inertiajs/vue3'
import type { Data } from '@generated/data'

/** Stored in the session storage, as the key of the history is: until the tab is closed. */
const READER = 'historyReader'

/**
 * Clears the encrypted history when the user, the language or the time zone changes, because its pages were rendered
 * for the previous reader. Back and Forward then ask the server again. Call it before a page is shown.
 */
export function forgetHistoryOfOthers(page: Page) {
  const { region, user } = page.props as Partial<Data.SharedProps>
  const reader = JSON.stringify([user?.id, region])
  try {
    if (sessionStorage.getItem(READER) !== reader) router.clearHistory()
    sessionStorage.setItem(READER, reader)
  } catch {
    // A browser that blocks storage cannot store the encryption key.
    page.encryptHistory = false
  }
}
