import { DEFAULT_LOCALE } from '#i18n/message_runtime'

/** The order of day, month and year in a date of digits. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/**
 * In whose language, at whose clock and by whose habits something is written and read. What is not said follows
 * from the locale.
 */
export interface Region {
  /** BCP 47, such as `es` or `ar`. */
  locale: string
  /** IANA, such as `Europe/Madrid`. */
  timeZone: string
  dateOrder?: DateOrder
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  firstDayOfWeek?: number
}

/** Of somebody of whom nothing is known. */
export const DEFAULT_REGION: Region = { locale: DEFAULT_LOCALE, timeZone: 'UTC' }
