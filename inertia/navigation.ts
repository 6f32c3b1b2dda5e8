import { router } from '@inertiajs/vue3'

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
  const { textInfo, getTextInfo } = new Intl.Locale(locale) as Intl.Locale & {
    textInfo?: { direction: string }
    getTextInfo?: () => { direction: string }
  }
  return (getTextInfo?.call(new Intl.Locale(locale)) ?? textInfo)?.direction ?? 'ltr'
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
