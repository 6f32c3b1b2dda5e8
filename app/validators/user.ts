import vine from '@vinejs/vine'
import { listFields } from '#lists/main'
import User, { USER_STATES } from '#models/user'
import { BATCH_ACTS } from '#services/user_batch'
import { name, recipient } from '#validators/auth'
import { groupIds } from '#validators/invitation'
import { newPassword } from '#validators/rules/new_password'
import { singleLine } from '#validators/rules/single_line'

export const listUsersValidator = vine.create({
  ...listFields(User.list),
  state: vine.enum(USER_STATES).optional(),
  group: vine.number().withoutDecimals().range([1, 2_147_483_647]).optional(),
  secondFactor: vine.boolean().optional(),
})

export const createUserValidator = vine.create({
  name: name(),
  email: recipient(),
  password: vine.string().use(newPassword()),
  groups: groupIds(),
})

export const updateUserValidator = vine.create({
  name: name(),
  jobTitle: vine.string().trim().maxLength(120).use(singleLine()).nullable(),
})

/** A page of the list has twenty accounts. */
export const createUserBatchValidator = vine.create({
  act: vine.enum(BATCH_ACTS),
  ids: vine
    .array(vine.number().withoutDecimals().range([1, 2_147_483_647]))
    .minLength(1)
    .maxLength(100)
    .distinct(),
  group: vine
    .number()
    .withoutDecimals()
    .range([1, 2_147_483_647])
    .optional()
    .requiredWhen('act', '=', 'join'),
})

export const createImpersonationValidator = vine.create({
  reason: vine.string().trim().maxLength(500),
  mayAct: vine.boolean().optional(),
})
