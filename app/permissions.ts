import { definePermissions } from '#permissions/main'

/**
 * The acts that groups allow their members, each as `<area>.<act>` with its text in `permissions.json`. See
 * docs/permissions.md.
 */
const permissions = definePermissions([
  'users.view',
  'users.create',
  'users.export',
  'users.edit',
  'users.delete',
  'users.impersonate',
  'users.impersonate_to_act',
  'groups.view',
  'groups.edit',
  'settings.view',
  'settings.edit',
])

export default permissions

/** A name of another kind fails the type check. */
export type Permission = (typeof permissions.names)[number]
