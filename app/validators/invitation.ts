import vine from '@vinejs/vine'
import { listFields } from '#lists/main'
import Invitation from '#models/invitation'
import { acceptedTerms, name, recipient } from '#validators/auth'
import { newPassword } from '#validators/rules/new_password'

export const listInvitationsValidator = vine.create(listFields(Invitation.list))

/** The ids of groups. A list without any is not sent. */
export const groupIds = () =>
  vine
    .array(
      vine
        .number()
        .withoutDecimals()
        .range([1, 2_147_483_647])
        .exists({ table: 'groups', column: 'id' })
    )
    .distinct()
    .optional()

export const createInvitationValidator = vine.create({
  email: recipient(),
  name: name().nullable(),
  groups: groupIds(),
})

export const updateInvitationValidator = vine
  .withMetaData<{ user: { name: string; email: string } }>()
  .create({
    name: name(),
    password: vine.string().use(newPassword()),
    terms: vine.boolean().optional().use(acceptedTerms()),
  })
