import { router } from '@inertiajs/vue3'

const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/

/** What a full page load would do by itself: keep the document's language, move the focus. */
export function followNavigation() {
  let shown = document.getElementById('content')?.dataset.page

  router.on('navigate', ({ detail: { page } }) => {
    document.documentElement.lang = page.props.locale
    document.documentElement.dir = directionOf(page.props.locale)
    if (shown !== undefined && shown !== page.component) {
      requestAnimationFrame(focusContent)
    }
    shown = page.component
  })

  router.on('error', () => requestAnimationFrame(focusFirstInvalidField))
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
