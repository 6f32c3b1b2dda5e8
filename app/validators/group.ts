import vine from '@vinejs/vine'
import { chosenListFrom, listFields } from '#lists/main'
import permissions from '#permissions'
import Group from '#models/group'
import { singleLine } from '#validators/rules/single_line'

export const listGroupsValidator = vine.create(listFields(Group.list))

export const listMembersValidator = vine.create(listFields(Group.members))

export const saveGroupValidator = vine.create({
  name: vine.string().trim().maxLength(100).use(singleLine()),
  description: vine.string().trim().maxLength(1000).nullable(),
  needsSecondFactor: vine.boolean(),
  /** A list without any is not sent. */
  permissions: vine.array(vine.enum(permissions.names)).distinct().optional(),
})

/** Needs `meta: { user }`. */
export const addMembersValidator = vine.create({
  members: chosenListFrom(() => ({ choosableBy: () => Group.candidates() })).minLength(1),
})
