/** Vite's config reads it too: guests load neither the layouts of members nor their messages. */
export const isForGuests = (page: string) => page === 'home' || page.startsWith('auth/')

/** The layouts of a page that members see, from the outside to the inside. */
export function memberLayoutsOf(page: string) {
  if (isForGuests(page)) return []
  return page.startsWith('settings/') ? (['app', 'settings'] as const) : (['app'] as const)
}
