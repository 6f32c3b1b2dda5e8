import vine from '@vinejs/vine'
import { acceptedTerms, name, recipient } from '#validators/auth'

export const createSocialSessionValidator = vine.create({
  remember: vine.boolean().optional(),
})

/** An address that the provider has verified is not asked for. */
export const createSocialRegistrationValidator = vine.withMetaData<{ isProven: boolean }>().create({
  name: name(),
  email: recipient()
    .optional()
    .requiredWhen(({ meta }) => !meta.isProven),
  terms: vine.boolean().optional().use(acceptedTerms()),
})

/** A name or an address from a provider must pass the rules of our own forms. */
export const socialNameValidator = vine.create({ name: name() })
export const socialEmailValidator = vine.create({ email: recipient() })
