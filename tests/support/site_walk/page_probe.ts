/// <reference lib="dom" />

/** The texts and the layout of a page, as `probe` finds them. */
export interface Findings {
  lang: string
  dir: string
  /** All visible or spoken texts, except those without a language: times, code, names of languages. */
  texts: string[]
  /** Elements whose content overflows their box or the window. */
  misfits: string[]
}

/**
 * Runs in the browser on its own, so it cannot use anything else of this module.
 */
export function probe(): Findings {
  const SPOKEN_ATTRIBUTES = ['alt', 'aria-label', 'aria-description', 'placeholder', 'title']
  const NO_LANGUAGE = 'time, [translate=no], [lang]:not(html), script, style, noscript, template'
  const TOLERANCE_PX = 1

  const elements = [...document.body.querySelectorAll<HTMLElement>('*')]
  const shown = elements.filter((element) => element.checkVisibility({ visibilityProperty: true }))
  const spoken = shown.filter((element) => !element.closest(NO_LANGUAGE))

  const description = document.querySelector<HTMLMetaElement>('meta[name=description]')
  const texts = [
    document.title,
    description?.content,
    ...spoken.flatMap((element) => [
      ...[...element.childNodes].map((node) =>
        node.nodeType === Node.TEXT_NODE ? node.nodeValue : ''
      ),
      ...SPOKEN_ATTRIBUTES.map((name) => element.getAttribute(name)),
    ]),
  ].flatMap((text) => text?.trim() || [])

  const misfits = shown.filter(isLaidOut).flatMap((element) => {
    const found = [isWiderThanItsBox(element), isOutside(element)].filter(Boolean)
    return found.map((problem) => `${nameOf(element)} ${problem}`)
  })
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth + TOLERANCE_PX) {
    misfits.push(`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`)
  }

  const { lang, dir } = document.documentElement
  return { lang, dir, texts: [...new Set(texts)], misfits }

  /** Leaves out elements that are decoration or only for screen readers. */
  function isLaidOut(element: HTMLElement) {
    const { width, height } = element.getBoundingClientRect()
    return (
      width > 1 &&
      height > 1 &&
      !element.closest('[aria-hidden=true], [role=progressbar], .sr-only, svg')
    )
  }

  function isWiderThanItsBox(element: HTMLElement) {
    const { overflowX, display } = getComputedStyle(element)
    const scrolls = overflowX === 'auto' || overflowX === 'scroll'
    const isBox = display !== 'inline' && !['SELECT', 'INPUT', 'TEXTAREA'].includes(element.tagName)
    if (scrolls || !isBox || element.closest('[translate=no]')) return ''
    if (element.scrollWidth <= element.clientWidth + TOLERANCE_PX) return ''
    if (!sticksOut(element)) return ''
    return `holds ${element.scrollWidth} px in a box of ${element.clientWidth} px`
  }

  /** Leaves out invisible elements, such as the input behind a menu. */
  function sticksOut(element: HTMLElement) {
    const { left, right } = element.getBoundingClientRect()
    const inner = [element, ...element.querySelectorAll<HTMLElement>('*')].filter(isLaidOut)
    return inner
      .flatMap((one) => boxesOf(one, one === element))
      .some((box) => {
        return box.width > 1 && (box.left < left - TOLERANCE_PX || box.right > right + TOLERANCE_PX)
      })
  }

  /** The boxes of an element and its text, with clipped text only on request. */
  function boxesOf(element: HTMLElement, withCut: boolean) {
    const isCut = !withCut && getComputedStyle(element).overflowX !== 'visible'
    const nodes = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    const ranges = (isCut ? [] : nodes).map((node) => {
      const range = document.createRange()
      range.selectNodeContents(node)
      return range
    })
    return [
      element.getBoundingClientRect(),
      ...ranges.flatMap((range) => [...range.getClientRects()]),
    ]
  }

  function isOutside(element: HTMLElement) {
    const { left, right } = element.getBoundingClientRect()
    const isInside = left >= -TOLERANCE_PX && right <= window.innerWidth + TOLERANCE_PX
    return isInside || scrollsAway(element) ? '' : `lies from ${left} px to ${right} px`
  }

  function scrollsAway(element: HTMLElement) {
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      const { overflowX } = getComputedStyle(parent)
      if (parent !== document.body && (overflowX === 'auto' || overflowX === 'scroll')) return true
    }
    return false
  }

  function nameOf(element: HTMLElement) {
    const text = element.textContent?.trim().slice(0, 60)
    return `<${element.localName} class="${element.className}">${text}`
  }
}
