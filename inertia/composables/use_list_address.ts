import { usePage } from '@inertiajs/vue3'

/** The names that say which part of a list an address shows. */
const PLACE = ['page', 'after', 'before']

type Changes = Record<string, string | number | undefined>

/** Addresses of the current page with other values in the query; the others stay, except the place in the list. */
export function useListAddress() {
  const page = usePage()

  const parts = () => {
    const [path, query] = page.url.split('#')[0].split('?')
    return { path, query: new URLSearchParams(query) }
  }

  const addressWith = (changes: Changes) => {
    const { path, query } = parts()
    for (const name of [...PLACE, ...Object.keys(changes)]) query.delete(name)
    for (const [name, value] of Object.entries(changes)) {
      if (value !== undefined) query.set(name, String(value))
    }
    return query.size > 0 ? `${path}?${query}` : path
  }

  /** The values that a form with these fields has to send too, for its place in the address is the whole query. */
  const othersThan = (names: string[]) =>
    Array.from(parts().query).filter(([name]) => ![...PLACE, ...names].includes(name))

  return { addressWith, othersThan, path: () => parts().path }
}
