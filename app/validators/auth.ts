import vine from '@vinejs/vine'

const email = () => vine.string().trim().toLowerCase().maxLength(254).email()

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
