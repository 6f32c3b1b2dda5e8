import vine from '@vinejs/vine'
import permissions, { type Permission } from '#permissions'

const CELL = /^([1-9]\d{0,8}):(.+)$/

interface Cell {
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
        .transform((text): Cell => {
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

/** The permissions that a group gains and loses by the form. */
export function changesOf(groupId: number, before: Cell[], granted: Cell[]) {
  const permissionsIn = (list: Cell[]) =>
    list.filter(({ group }) => group === groupId).map(({ permission }) => permission)
  const [former, present] = [permissionsIn(before), permissionsIn(granted)]
  return {
    added: present.filter((permission) => !former.includes(permission)),
    removed: former.filter((permission) => !present.includes(permission)),
  }
}
