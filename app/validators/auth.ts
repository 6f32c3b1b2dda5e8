import vine from '@vinejs/vine'
import { emailText } from '#input/text'

const asEmail = vine.createRule((value, _options, field) => {
  if (typeof value === 'string') field.mutate(emailText(value), field)
})

const email = () => vine.string().use(asEmail()).maxLength(254).email()

export const createRegistrationValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(255),
  email: email(),
  password: vine.string().minLength(8).maxLength(128),
})

export const createSessionValidator = vine.create({
  email: email(),
  password: vine.string().maxLength(128),
  remember: vine.boolean().optional(),
})

export const createEmailConfirmationValidator = vine.create({
  email: email(),
})
