import { usePage } from '@inertiajs/vue3'
import { computed } from 'vue'
import { FormatError, formatsOf, isTimeZone, type Formats, type Moment } from '#i18n/formats'
import { DEFAULT_REGION, type Region } from '#i18n/region'
import { useNow } from '~/composables/use_now'

type Method = (...values: unknown[]) => unknown

/** Replaces a value that cannot be formatted. */
const NOTHING = '–'

/** The methods that return text for a page. */
const WRITERS: (keyof Formats)[] = [
  ...([
    'date',
    'time',
    'dateTime',
    'relative',
    'range',
    'dateInput',
    'timeInput',
    'dateTimeInput',
  ] as const),
  ...([
    'number',
    'currency',
    'currencyInput',
    'percent',
    'unit',
    'fileSize',
    'numberInput',
    'list',
  ] as const),
  ...(['languageName', 'countryName', 'timeZoneName'] as const),
]

/**
 * The methods of `formatsOf` for the page's region. They follow changes of language and time zone, and `relative`
 * follows the clock. A value that cannot be formatted logs an error to the console and appears as a dash; the page
 * keeps working.
 */
export function useFormats(): Formats {
  const page = usePage()
  const now = useNow()
  const formats = computed(() => formatsOf(regionOf(page.props)))
  const relative = (value: Moment, at: Moment = now.value) => formats.value.relative(value, at)

  const member = (name: keyof Formats) => {
    if (typeof formats.value[name] !== 'function') return formats.value[name]
    const current = () => (name === 'relative' ? relative : formats.value[name]) as Method
    return WRITERS.includes(name)
      ? (...values: unknown[]) => written(() => current()(...values))
      : (...values: unknown[]) => current()(...values)
  }
  return new Proxy({} as Formats, { get: (_target, name: keyof Formats) => member(name) })
}

function written(write: () => unknown) {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    console.error(error)
    return NOTHING
  }
}

/** Falls back to the browser's time zone if the browser is too old to know the region's. */
function regionOf({ region }: { region?: Region }): Region {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const known = region ?? { locale: DEFAULT_REGION.locale, timeZone }
  return isTimeZone(known.timeZone) ? known : { ...known, timeZone }
}
