import vine from '@vinejs/vine'
import string from '@adonisjs/core/helpers/string'
import { appName } from '#config/app'
import { registration, secondFactor } from '#config/auth'
import { LOCALES } from '#config/i18n'
import { supportAddress } from '#config/mail'
import timeouts from '#config/timeouts'
import { DEFAULT_REGION } from '#i18n/region'
import type { Permission } from '#permissions'
import { defineSettings, setting } from '#settings/main'
import { singleLine } from '#validators/rules/single_line'
import { timeZone } from '#validators/rules/time_zone'

const permission = 'settings.edit'
const minutesOf = (duration: string) => string.seconds.parse(duration) / 60
const minutes = (most: number) => vine.number().withoutDecimals().range([5, most])
const line = (most: number) => vine.string().trim().minLength(1).maxLength(most).use(singleLine())

const WEEK = 7 * 24 * 60
const YEAR = 365 * 24 * 60

/**
 * Values that operators change while the app runs, in the management area or with `node ace settings:set`. The
 * configuration has their defaults. See docs/settings.md.
 */
const settings = defineSettings({
  'product.name': setting(line(60), { default: appName, permission }),
  /** The id of an uploaded picture: see app/models/logo.ts. */
  'product.logo': setting(vine.string().uuid().nullable(), { default: null, permission }),
  /** For readers who have chosen none, and whose browser names none that the app speaks. */
  'product.language': setting(vine.enum(LOCALES), { default: 'en', permission }),
  'product.timeZone': setting(vine.string().use(timeZone()), {
    default: DEFAULT_REGION.timeZone,
    permission,
  }),
  'support.address': setting(vine.string().trim().email().maxLength(254), {
    default: supportAddress,
    permission,
  }),

  'registration.isOpen': setting(vine.boolean(), { default: registration.isOpen, permission }),
  'registration.verification': setting(vine.enum(['mandatory', 'optional', 'none']), {
    default: registration.verification,
    permission,
  }),

  /** In minutes. A session's cookie lives for a week after its last request. */
  'sessions.idle': setting(minutes(WEEK), { default: minutesOf(timeouts.usual.idle), permission }),
  'sessions.absolute': setting(minutes(YEAR), {
    default: minutesOf(timeouts.usual.absolute),
    permission,
  }),
  'sessions.rememberedIdle': setting(minutes(YEAR), {
    default: minutesOf(timeouts.remembered.idle),
    permission,
  }),
  'sessions.rememberedAbsolute': setting(minutes(YEAR), {
    default: minutesOf(timeouts.remembered.absolute),
    permission,
  }),
  'secondFactor.requiredFor': setting(vine.enum(['nobody', 'staff', 'everybody']), {
    default: secondFactor.isRequired ? 'everybody' : 'nobody',
    permission,
  }),

  /** The text of a `node ace down` without a message. Null means that of the catalogue. */
  'maintenance.message': setting(line(500).nullable(), { default: null, permission }),
})

export default settings

/** A name of another kind fails the type check. */
export type SettingName = (typeof settings.names)[number]

declare module '@adonisjs/core/types' {
  interface SettingTypes {
    permission: Permission
  }
}
