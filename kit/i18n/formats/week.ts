import { withoutPseudo } from '#i18n/formats/intl'

/**
 * The regions whose week does not start on Monday (ISO days: 5 is Friday), from CLDR 48. A table, because Firefox does
 * not support `Intl.Locale.prototype.getWeekInfo`. A test compares it with Node's data.
 */
const STARTS: [number, string][] = [
  [5, 'MV'],
  [6, 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'],
  [
    7,
    'AG AS BD BR BS BT BU BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI ' +
      'NP PA PE PH PK PR PT PY RH SA SG SV TH TT TW UM US VE VI WS YD YE ZA ZW',
  ],
]

/** 1 is Monday, 7 is Sunday. A language without a region gets the region where most of its speakers live. */
export function firstDayOfWeekIn(locale: string) {
  const { region = '' } = new Intl.Locale(withoutPseudo(locale)).maximize()
  return STARTS.find(([, regions]) => regions.split(' ').includes(region))?.[0] ?? 1
}
