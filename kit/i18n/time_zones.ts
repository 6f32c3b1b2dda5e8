import { dateFormat, intlTag } from '#i18n/formats/intl'
import { DEFAULT_REGION } from '#i18n/region'

/** IANA's current names of zones for which engines still return the former name. */
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

/** Enough for all zones with their aliases; names may be in any letter case. */
const REMEMBERED = 1_000
const known = new Map<string, string>()

/** Every time zone that a user can choose, in alphabetical order. */
export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => NAMES_OF_TODAY[zone] ?? zone)
  return [...new Set([...zones, DEFAULT_REGION.timeZone])].sort()
}

/**
 * The zone of a name or alias (`US/Pacific`, `Asia/Calcutta`) as `timeZones` names it, or undefined for an invalid
 * name. An offset such as `+02:00` is invalid, because it has no summer time.
 */
export function timeZoneNamed(name: unknown): string | undefined {
  if (typeof name !== 'string' || !ZONE_NAME.test(name)) return undefined
  const zone = known.get(name) ?? resolve(name)
  if (zone && known.size < REMEMBERED) known.set(name, zone)
  return zone
}

/** A zone's offset from UTC at a moment, such as `GMT+2`, in the language's notation. */
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
