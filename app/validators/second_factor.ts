import vine from '@vinejs/vine'
import { stepOfCode } from '#http/account/one_time_codes'
import type { EventOrigin } from '#models/account_event'
import Authenticator from '#models/authenticator'
import RecoveryCode from '#models/recovery_code'
import type User from '#models/user'
import { oneTimeCode } from '#validators/rules/one_time_code'

interface Meta {
  user: User
  origin: EventOrigin
}

interface KeyMeta {
  key: string
  /** The time of the request. */
  at: number
}

const isCodeOfKey = vine.createRule((value, _options, field) => {
  const { key, at } = field.meta as KeyMeta
  if (!field.isValid || stepOfCode(String(value), key, at) !== null) return
  field.report('The {{ field }} field must be the current code', 'oneTimeCode', field)
})

/** Uses the code up, so no other rule may follow. */
const isUnusedCode = vine.createRule(
  async (value, _options, field) => {
    const { user, origin } = field.meta as Meta
    if (!field.isValid || (await Authenticator.accepts(user, String(value)))) return
    await user.recordEvent('second_factor_failed', origin)
    field.report('The {{ field }} field must be the current code', 'oneTimeCode', field)
  },
  { isAsync: true }
)

/** Uses the code up, so no other rule may follow. */
const isUnusedRecoveryCode = vine.createRule(
  async (value, _options, field) => {
    const { user, origin } = field.meta as Meta
    if (!field.isValid || (await RecoveryCode.spend(user, String(value), origin))) return
    await user.recordEvent('second_factor_failed', origin)
    field.report('The {{ field }} field must be an unused recovery code', 'recoveryCode', field)
  },
  { isAsync: true }
)

export const createAuthenticatorValidator = vine.withMetaData<KeyMeta>().create({
  code: oneTimeCode().use(isCodeOfKey()),
})

export const createSecondFactorCheckValidator = vine.withMetaData<Meta>().create({
  code: oneTimeCode().use(isUnusedCode()),
})

export const createRecoveryCodeCheckValidator = vine.withMetaData<Meta>().create({
  recoveryCode: vine.string().maxLength(64).use(isUnusedRecoveryCode()),
})
