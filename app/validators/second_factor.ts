import vine from '@vinejs/vine'
import { stepOfCode } from '#http/account/one_time_codes'
import { oneTimeCode } from '#validators/rules/one_time_code'

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

export const createAuthenticatorValidator = vine.withMetaData<KeyMeta>().create({
  code: oneTimeCode().use(isCodeOfKey()),
})

/** The model decides whether a code is right, and uses it up. */
export const createSecondFactorCheckValidator = vine.create({
  code: oneTimeCode(),
})

export const createRecoveryCodeCheckValidator = vine.create({
  recoveryCode: vine.string().maxLength(64),
})
