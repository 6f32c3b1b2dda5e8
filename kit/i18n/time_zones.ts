import { dateFormat, intlTag } from '#i18n/formats/intl'
import { DEFAULT_REGION } from '#i18n/region'

/** What IANA calls a zone now, where engines still answer with the name of before. */
const NAMES_OF_TODAY: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const ZONE_NAME = /^[a-z][a-z0-9_+/-]{1,63}$/i

/** As many as there are zones with their aliases; a name is known in any case of its letters. */
const REMEMBERED = 1_000
const known = new Map<string, string>()

/** Every zone that one can choose, in the order of the alphabet. */
export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => NAMES_OF_TODAY[zone] ?? zone)
  return [...new Set([...zones, DEFAULT_REGION.timeZone])].sort()
}

/**
 * The zone that a name or one of its aliases means (`US/Pacific`, `Asia/Calcutta`), as `timeZones` has it, or undefined
 * for what is none. An offset such as `+02:00` is none: it knows no summer time.
 */
export function timeZoneNamed(name: unknown): string | undefined {
  if (typeof name !== 'string' || !ZONE_NAME.test(name)) return undefined
  const zone = known.get(name) ?? resolve(name)
  if (zone && known.size < REMEMBERED) known.set(name, zone)
  return zone
}

/** How far a zone is from UTC at a moment, such as `GMT+2`, in the manner of the language. */
export function timeZoneOffset(timeZone: string, locale: string, at = new Date()): string {
  const parts = dateFormat(intlTag(locale), {
    timeZone,
    timeZoneName: 'shortOffset',
  }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')!.value
}

function resolve(name: string) {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return NAMES_OF_TODAY[timeZone] ?? timeZone
  } catch {
    return undefined
  }
}
