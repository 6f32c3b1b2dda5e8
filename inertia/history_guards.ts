type Guard = (event: Event) => void

const guards = new Set<Guard>()

/**
 * Passes each step through the history to the guards, before Inertia shows another page. Call it before the app is
 * created: the listeners of this event run in the order in which they were added.
 */
export function startHistoryGuards() {
  window.addEventListener('popstate', (event) => guards.forEach((guard) => guard(event)))
}

/** @param guard stops the event to stay on the page @returns a function that removes the guard */
export function guardHistory(guard: Guard) {
  guards.add(guard)
  return () => void guards.delete(guard)
}
