import { ref, watch } from 'vue'

/**
 * The keys of the columns that are hidden in this list. The browser keeps the choice.
 * @param usual those that are hidden until somebody chooses
 */
export function useHiddenColumns(list: string, usual: string[]) {
  const place = `hidden-columns:${list}`
  const hidden = ref(read(place) ?? usual)

  watch(hidden, (keys) => {
    try {
      localStorage.setItem(place, JSON.stringify(keys))
    } catch {
      // A browser that keeps nothing shows the usual columns the next time.
    }
  })
  return hidden
}

function read(place: string): string[] | undefined {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : undefined
  } catch {
    return undefined
  }
}
