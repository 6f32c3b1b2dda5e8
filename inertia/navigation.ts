import type { Page } from '@inertiajs/core'
import { router } from '@inertiajs/vue3'
import { supportedLocale } from '~/messages'

const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/

/** What a full page load would do by itself: keep the document's language, move the focus. */
export function followNavigation(initialPage: Page) {
  let shown = addressOf(initialPage)

  router.on('navigate', ({ detail: { page } }) => {
    document.documentElement.lang = supportedLocale(page.props.locale)
    document.documentElement.dir = directionOf(document.documentElement.lang)
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

function directionOf(locale: string) {
  return RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr'
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
