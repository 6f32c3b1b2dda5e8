import { formatsOf, type Formats } from '#i18n/formats'
import { DATE_ORDERS, type Region } from '#i18n/region'
import { Chance } from '../../../queue/tests/chaos/chance.ts'

type Result = [call: string, result: unknown]

/** Node's lists, so that both sides are tested with the same values. */
export interface Vocabulary {
  locales: string[]
  timeZones: string[]
  currencies: string[]
  units: string[]
}

const STYLES = ['short', 'medium', 'long', 'full'] as const
const CLOCKS = ['UTC', 'Europe/Madrid', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']
const LANGUAGES = ['ar', 'en', 'es', 'es-MX', 'pt-BR', 'zh-Hans', 'zh-Hant', 'he', 'fa', 'sr-Latn']
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const NUMBERS = [0, -0, 1, -1, 2, 3, 11, 100, 0.5, -0.0001, 1e21, 1234.5, 12345.678, -9876543.21]
const WORDS = [
  'ñu',
  'nube',
  'Zeta',
  'árbol',
  'arbol',
  'item 10',
  'item 2',
  'علي',
  'أحمد',
  'ß',
  'ss',
  '',
]
const TYPED_NUMBERS = ['1.234,5', '1,234.5', '١٬٢٣٤٫٥', '1\u202f234,5', '1.23,4', '-5', '', 'x']
const TYPED_DATES = ['31/12/2026', '12/31/2026', '2026-12-31', '٣١/١٢/٢٠٢٦', '29/02/2027', '1.2.26']
const TYPED_TIMES = ['14:05', '2:05 PM', '2:05 م', '9.05', '25:00']

/**
 * Calls every method of the formats with the same values in every locale: the server and the browser must return the
 * same results. It runs on both, so it must not depend on either.
 */
export function formatCalls(vocabulary: Vocabulary): Result[] {
  return vocabulary.locales.flatMap((locale, seed) => [
    ...regionsOf(locale).flatMap((region) => callsAtClock(region, new Chance(seed))),
    ...callsInLanguage({ locale, timeZone: 'UTC' }, vocabulary),
  ])
}

function regionsOf(locale: string): Region[] {
  return [
    ...CLOCKS.map((timeZone) => ({ locale, timeZone })),
    ...DATE_ORDERS.map((dateOrder) => ({ locale, timeZone: 'Europe/Madrid', dateOrder })),
    { locale, timeZone: 'Asia/Tokyo', firstDayOfWeek: 3 },
  ]
}

function callsAtClock(region: Region, chance: Chance): Result[] {
  const { call, results } = recorder(region)
  for (let round = 0; round < 60; round++) {
    const value = chance.between(Date.UTC(1970, 0, 1), Date.UTC(2060, 0, 1))
    const now = value + chance.between(-(10 ** chance.between(4, 11)), 10 ** chance.between(4, 11))
    const day = new Date(value).toISOString().slice(0, 10)
    const later = new Date(Math.max(value, now)).toISOString().slice(0, 10)
    for (const style of STYLES) {
      call('date', value, style)
      call('date', day, style)
      call('dateTime', value, style)
    }
    call('time', value)
    call('time', new Date(value), 'medium')
    call('relative', value, now)
    call('relative', day, now)
    call('range', day, later)
    call('today', value)
    call('startOfDay', day)
    call('endOfDay', day)
    call('dateInput', value)
    call('dateTimeInput', value)
    call('parseDateTime', new Date(value).toISOString())
  }
  TYPED_DATES.forEach((text) => call('parseDate', text))
  for (const text of TYPED_TIMES) {
    call('parseTime', text)
    call('timeInput', text)
    TYPED_DATES.forEach((day) => call('parseDateTime', `${day} ${text}`))
  }
  for (const wrong of ['soon', '2026-02-30', '2026-12-31T10:00', Number.NaN, null, {}]) {
    call('date', wrong)
    call('dateTime', wrong)
    call('relative', wrong)
  }
  return results
}

function callsInLanguage(region: Region, { timeZones, currencies, units }: Vocabulary): Result[] {
  const { call, results } = recorder(region)
  for (const value of NUMBERS) {
    call('number', value)
    call('number', value, { maximumFractionDigits: 1, useGrouping: false })
    call('number', value, { notation: 'compact' })
    call('percent', value)
    call('fileSize', value)
    call('numberInput', value)
    for (const code of currencies) {
      call('currency', value, code)
      call('currencyInput', value, code)
    }
    for (const unit of units) {
      for (const style of ['short', 'long', 'narrow']) call('unit', value, unit, style)
    }
  }
  call('currency', '12345678901234567890.12', 'EUR')
  for (const type of ['conjunction', 'disjunction', 'unit']) {
    for (let length = 0; length <= 4; length++) call('list', WORDS.slice(0, length), type)
  }
  WORDS.forEach((first) => WORDS.forEach((second) => call('compare', first, second)))
  call('sort', WORDS)
  LANGUAGES.forEach((code) => call('languageName', code))
  LETTERS.flatMap((one) => LETTERS.map((two) => one + two)).forEach((code) =>
    call('countryName', code)
  )
  timeZones.forEach((zone) => call('timeZoneName', zone))
  for (const length of ['long', 'short', 'narrow']) {
    call('weekdays', length)
    call('monthNames', length)
  }
  currencies.forEach((code) => call('currencySign', code))
  for (const text of TYPED_NUMBERS) {
    call('parseNumber', text)
    call('parseDecimal', text)
  }
  call('number', Number.NaN)
  call('currency', 1, 'euro')
  call('unit', 1, 'ell')
  call('countryName', 'Spain')
  return results
}

/** Records the result or the error of each call, and the members that are not methods. */
function recorder(region: Region) {
  const formats = formatsOf(region)
  const about = JSON.stringify(region)
  const properties = Object.entries(formats).filter(([, member]) => typeof member !== 'function')
  const results: Result[] = properties.map(([name, value]) => [`${about} ${name}`, value])

  const call = (name: keyof Formats, ...values: unknown[]) => {
    const method = formats[name] as (...values: unknown[]) => unknown
    results.push([
      `${about} ${name}(${values.map((it) => JSON.stringify(it))})`,
      answer(method, values),
    ])
  }
  return { call, results }
}

function answer(method: (...values: unknown[]) => unknown, values: unknown[]) {
  try {
    const result = method(...values)
    return result instanceof Date ? result.toISOString() : result
  } catch (error) {
    return String(error)
  }
}
