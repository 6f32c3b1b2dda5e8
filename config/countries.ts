import { iso31661 } from 'iso-3166'

/** The codes of the countries that an account can choose (ISO 3166-1 alpha-2). */
export const COUNTRIES = iso31661
  .filter(({ state }) => state === 'assigned')
  .map(({ alpha2 }) => alpha2)
