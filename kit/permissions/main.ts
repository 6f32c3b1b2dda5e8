/** The public door of the permissions. See docs/permissions.md. */
export { definePermissions } from '#permissions/define'
export { Access } from '#permissions/access'
