import vine from '@vinejs/vine'
import settings from '#settings'
import { breachCheck } from '#config/auth'
import { isBreached } from '#http/passwords/breach_range'
import { guessThread } from '#http/passwords/guess_thread'
import { personalWords, type Person } from '#http/passwords/personal_words'
import { lengthOfPassword, normalizePassword, PASSWORD_LENGTH } from '#http/passwords/spelling'

/**
 * A password that somebody chooses: of any characters, in any mix, but not one that is guessed quickly. The person is
 * `user` of the validator's metadata, else the name and the e-mail address of the same form.
 */
export const newPassword = vine.createRule(
  async (value, _options, field) => {
    if (typeof value !== 'string') return
    const password = normalizePassword(value)
    const person = (field.meta as { user?: Person }).user ?? personIn(field.data)
    const mistake = mistakeOfLength(password) ?? (await mistakeOfContent(password, person))
    if (mistake) field.report('The {{ field }} field is not safe', mistake, field, PASSWORD_LENGTH)
    else field.mutate(password, field)
  },
  { isAsync: true }
)

/**
 * A password that somebody has: older ones need not follow the rules.
 */
export const knownPassword = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || lengthOfPassword(value) <= PASSWORD_LENGTH.max) return
  field.report('The {{ field }} field is too long', 'passwordTooLong', field, PASSWORD_LENGTH)
})

function mistakeOfLength(password: string) {
  const length = lengthOfPassword(password)
  if (length < PASSWORD_LENGTH.min) return 'passwordTooShort'
  if (length > PASSWORD_LENGTH.max) return 'passwordTooLong'
}

async function mistakeOfContent(password: string, person: Person) {
  const verdict = await guessThread.judge(
    password,
    personalWords(person, [settings.get('product.name')])
  )
  if (verdict === 'personal') return 'passwordPersonal'
  if (verdict === 'common') return 'passwordCommon'
  if (breachCheck.isOn && (await isBreached(password, breachCheck.url))) return 'passwordBreached'
}

function personIn(data: Record<string, unknown>): Person {
  const textOf = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined)
  return { name: textOf('name'), email: textOf('email') }
}
