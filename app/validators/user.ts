import vine from '@vinejs/vine'
import { listFields } from '#lists/main'
import User, { USER_STATES } from '#models/user'

export const listUsersValidator = vine.create({
  ...listFields(User.list),
  state: vine.enum(USER_STATES).optional(),
  group: vine.number().withoutDecimals().range([1, 2_147_483_647]).optional(),
  secondFactor: vine.boolean().optional(),
})
