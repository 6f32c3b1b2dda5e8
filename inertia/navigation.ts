import type { Page } from '@inertiajs/core'
import { router } from '@inertiajs/vue3'

/** Moves the focus as a full page load or a refused form would. */
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

function focusFirstInvalidField() {
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
