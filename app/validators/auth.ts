import vine from '@vinejs/vine'
import { registration } from '#config/auth'
import { emailText } from '#http/input/text'
import type User from '#models/user'
import { knownPassword, newPassword } from '#validators/rules/new_password'
import { personName } from '#validators/rules/person_name'
import { singleLine } from '#validators/rules/single_line'

const asEmail = vine.createRule((value, _options, field) => {
  if (typeof value === 'string') field.mutate(emailText(value), field)
})

/** A quoted mailbox has many notations, such as `"ada"@` and `"a\da"@`, and each would have its own rate limit. */
const withoutQuotes = vine.createRule((value, _options, field) => {
  if (!String(value).includes('"')) return
  field.report('The {{ field }} field must not contain quotes', 'email', field)
})

const password = () => vine.string().use(newPassword())

interface Meta {
  user: Pick<User, 'name' | 'email'>
}

interface OwnMeta {
  user: User
}

/** A wrong password is recorded by app/models/password_check.ts. */
const isOwnPassword = vine.createRule(
  async (value, _options, field) => {
    const { user } = field.meta as OwnMeta
    if (!field.isValid || (await user.verifyPassword(String(value)))) return
    field.report('The {{ field }} field must be the current password', 'currentPassword', field)
  },
  { isAsync: true }
)

const ownPassword = () => vine.string().use(knownPassword()).use(isOwnPassword())

const email = () => vine.string().use(asEmail()).maxLength(254).email()

/** An address that gets a mail although nobody is logged in. */
export const recipient = () => email().use(withoutQuotes())

export const name = () =>
  vine.string().trim().minLength(1).maxLength(255).use(singleLine()).use(personName())

const isAnotherAddress = vine.createRule((value, _options, field) => {
  const { user } = field.meta as Meta
  if (value !== user.email) return
  field.report('The {{ field }} field must be another address', 'anotherAddress', field)
})

/** Runs for a form without the field too. */
export const acceptedTerms = vine.createRule(
  (value, _options, field) => {
    if (!registration.termsUrl || value === true) return
    field.report('The {{ field }} field must be accepted', 'accepted', field)
  },
  { implicit: true }
)

export const createRegistrationValidator = vine.create({
  name: name(),
  email: recipient(),
  password: password(),
  terms: vine.boolean().optional().use(acceptedTerms()),
})

export const createSessionValidator = vine.create({
  email: email(),
  password: vine.string().use(knownPassword()),
  remember: vine.boolean().optional(),
})

export const createEmailConfirmationValidator = vine.create({
  email: recipient(),
})

export const createIdentityConfirmationValidator = vine.withMetaData<OwnMeta>().create({
  password: ownPassword(),
})

export const createPasswordResetValidator = vine.create({
  email: recipient(),
})

/** A stranger may have signed up with the address and accepted the terms, so its owner is asked for them. */
const acceptedByOwner = vine.createRule(
  (value, _options, field) => {
    const { user } = field.meta as OwnMeta
    if (user.isConfirmed || !registration.termsUrl || value === true) return
    field.report('The {{ field }} field must be accepted', 'accepted', field)
  },
  { implicit: true }
)

export const updatePasswordResetValidator = vine.withMetaData<OwnMeta>().create({
  password: password(),
  terms: vine.boolean().optional().use(acceptedByOwner()),
})

/** The first password of an account that logs in by a provider. */
export const createPasswordValidator = vine.withMetaData<Meta>().create({
  password: password(),
})

export const updatePasswordValidator = vine.withMetaData<OwnMeta>().create({
  currentPassword: ownPassword(),
  password: password(),
})

export const createEmailChangeValidator = vine.withMetaData<Meta>().create({
  email: recipient().use(isAnotherAddress()),
})

/** The password of a sign-up, which another browser is asked for. */
export const createSignUpProofValidator = vine.create({
  password: vine.string().use(knownPassword()),
})

/** A person who owns the mailbox, and is not the one who signed up and accepted the terms. */
export const createMailboxProofValidator = vine.withMetaData<Meta>().create({
  password: password(),
  terms: vine.boolean().optional().use(acceptedTerms()),
})

/** The same for a sign-up by a provider, which has no password. */
export const createTermsProofValidator = vine.create({
  terms: vine.boolean().optional().use(acceptedTerms()),
})

export const updateEmailConfirmationValidator = vine.create({
  /** The id of the account that the page offered to log out. */
  logOut: vine.number().optional(),
  /** In another browser than the one that signed up: see app/services/sign_up_proof.ts. */
  password: vine.string().optional(),
  choosesPassword: vine.boolean().optional(),
  terms: vine.boolean().optional(),
})
