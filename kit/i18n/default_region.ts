import { DEFAULT_REGION, type Region } from '#i18n/region'

let source = (): Region => DEFAULT_REGION

/** The app can have another language and time zone for unknown readers. They are asked for at each use. */
export function useDefaultRegion(other: typeof source) {
  source = other
}

/** The region of a reader who has chosen none, and whose browser names none. */
export function defaultRegion() {
  return source()
}
