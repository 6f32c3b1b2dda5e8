import type { Page } from '@inertiajs/core'
import { router } from '@inertiajs/vue3'

/** Moves the focus like a full page load, or like a browser that rejects a form. */
export function followNavigation(initialPage: Page) {
  let shown = addressOf(initialPage)

  router.on('navigate', ({ detail: { page } }) => {
    if (shown !== addressOf(page)) {
      shown = addressOf(page)
      requestAnimationFrame(focusContent)
    }
  })

  router.on('error', () => requestAnimationFrame(focusFirstInvalidField))
}

function addressOf({ component, url }: Page) {
  return `${component} ${url}`
}

function focusContent() {
  const content = document.getElementById('content')
  if (content && !content.contains(document.activeElement)) {
    content.focus({ preventScroll: true })
  }
}

/** In the order of the page: each box of an invalid group is invalid, so the first one gets the focus. */
function focusFirstInvalidField() {
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
