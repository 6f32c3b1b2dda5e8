import vine from '@vinejs/vine'
import permissions, { type Permission } from '#permissions'

const CELL = /^([1-9]\d{0,8}):(.+)$/

export interface PermissionCell {
  group: number
  permission: Permission
}

/** A permission of a group, such as `3:groups.edit`. */
const cells = () =>
  vine
    .array(
      vine
        .string()
        .regex(CELL)
        .use(isDeclared())
        .transform((text): PermissionCell => {
          const [, group, permission] = CELL.exec(text)!
          return { group: Number(group), permission: permission as Permission }
        })
    )
    .maxLength(10_000)
    .optional()

const isDeclared = vine.createRule((value, _options, field) => {
  if (field.isValid && permissions.has(String(value).replace(CELL, '$2'))) return
  field.report('The {{ field }} does not exist.', 'database.exists', field)
})

/**
 * The boxes that are checked, and those that were when the form was opened. So the changes of others at the same time
 * stay.
 */
export const updatePermissionsValidator = vine.create({ granted: cells(), before: cells() })
