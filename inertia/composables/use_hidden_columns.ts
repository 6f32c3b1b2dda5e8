import { ref, watch } from 'vue'

/** The keys of the columns that somebody has hidden in this list. The browser keeps them. */
export function useHiddenColumns(list: string) {
  const place = `hidden-columns:${list}`
  const hidden = ref(read(place))

  watch(hidden, (keys) => {
    try {
      localStorage.setItem(place, JSON.stringify(keys))
    } catch {
      // A browser that keeps nothing shows all columns the next time.
    }
  })
  return hidden
}

function read(place: string): string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : []
  } catch {
    return []
  }
}
