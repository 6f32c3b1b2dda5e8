import vine from '@vinejs/vine'
import { personName } from '#validators/rules/person_name'
import { singleLine } from '#validators/rules/single_line'

export const updateProfileValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(255).use(singleLine()).use(personName()),
  /** "ASP.NET developer" is a title, so it may look like an address. */
  jobTitle: vine.string().trim().maxLength(120).use(singleLine()).nullable(),
})
