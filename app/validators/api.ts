import { DateTime } from 'luxon'
import vine from '@vinejs/vine'
import { EVENT_KINDS } from '#models/account_event'
import { listed } from '#validators/rules/listed'

/** The pattern also refuses years that PostgreSQL or JavaScript writes in another notation. */
const isDay = vine.createRule((value, _options, field) => {
  if (!field.isValid || DateTime.fromISO(String(value)).isValid) return
  field.report('The {{ field }} field must be a day', 'date', field)
})

const day = () =>
  vine
    .string()
    .regex(/^[12]\d{3}-\d{2}-\d{2}$/)
    .use(isDay())

export const listEventsValidator = vine.create({
  kind: vine
    .array(vine.enum(EVENT_KINDS))
    .maxLength(EVENT_KINDS.length)
    .parse(listed)
    .optional()
    .meta({ description: 'Only events of these kinds. Repeat the parameter for several.' }),
  from: day()
    .optional()
    .meta({ format: 'date', description: "The first day, in the time zone of the token's owner." }),
  to: day()
    .optional()
    .meta({ format: 'date', description: "The last day, in the time zone of the token's owner." }),
  cursor: vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .meta({ description: 'The `nextCursor` of the page before.' }),
  limit: vine
    .number()
    .withoutDecimals()
    .range([1, 100])
    .optional()
    .meta({ default: 20, description: 'Events per page.' }),
})

const moment = () => vine.string().meta({ format: 'date-time' })

/** The answers are not validated: the OpenAPI document describes them, and tests compare them. */
export const profileAnswer = vine.create({
  data: vine.object({
    id: vine.number().withoutDecimals(),
    name: vine.string(),
    email: vine.string().email(),
    jobTitle: vine.string().nullable(),
    locale: vine.string().meta({ description: 'The language of the account, such as `en`.' }),
    timeZone: vine.string().meta({ description: 'An IANA name such as `Europe/Madrid`.' }),
    createdAt: moment(),
  }),
})

export const eventsAnswer = vine.create({
  data: vine.array(
    vine.object({
      id: vine.number().withoutDecimals(),
      kind: vine.string().meta({ description: 'Later releases may have more kinds.' }),
      ipAddress: vine.string().nullable(),
      userAgent: vine.string().nullable(),
      createdAt: moment(),
    })
  ),
  nextCursor: vine.string().nullable().meta({ description: 'Null on the last page.' }),
})

export const documentAnswer = vine.create(vine.object({}).allowUnknownProperties())
