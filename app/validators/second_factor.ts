import vine from '@vinejs/vine'
import { codeText, stepOfCode } from '#http/account/one_time_codes'
import type { EventOrigin } from '#models/account_event'
import Authenticator from '#models/authenticator'
import RecoveryCode from '#models/recovery_code'
import type User from '#models/user'

interface Meta {
  user: User
  origin: EventOrigin
}

interface KeyMeta {
  key: string
  /** The time of the request. */
  at: number
}

const asCode = vine.createRule((value, _options, field) => {
  if (typeof value === 'string') field.mutate(codeText(value), field)
})

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

const code = () => vine.string().maxLength(32).use(asCode())

export const createAuthenticatorValidator = vine.withMetaData<KeyMeta>().create({
  code: code().use(isCodeOfKey()),
})

export const createSecondFactorCheckValidator = vine.withMetaData<Meta>().create({
  code: code().use(isUnusedCode()),
})

export const createRecoveryCodeCheckValidator = vine.withMetaData<Meta>().create({
  recoveryCode: vine.string().maxLength(64).use(isUnusedRecoveryCode()),
})
