import { DEFAULT_LOCALE } from '#i18n/message_runtime'

/** The order of day, month and year in a numeric date. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** The language, time zone and notation in which texts and values appear. Optional members default to the locale's. */
export interface Region {
  /** A BCP 47 tag such as `es` or `ar`. */
  locale: string
  /** An IANA name such as `Europe/Madrid`. */
  timeZone: string
  dateOrder?: DateOrder
  /** ISO 8601: 1 is Monday, 7 is Sunday. */
  firstDayOfWeek?: number
}

/** The region of an unknown reader. */
export const DEFAULT_REGION: Region = { locale: DEFAULT_LOCALE, timeZone: 'UTC' }
