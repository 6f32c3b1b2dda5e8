import type { Permission } from '#permissions'

export type PermissionArea = Permission extends `${infer Area}.${string}` ? Area : never

/** The permissions of each area, in the order in which `app/permissions.ts` has them. */
export function permissionAreas(permissions: readonly Permission[]) {
  const areas = new Map<PermissionArea, Permission[]>()
  for (const permission of permissions) {
    const area = permission.split('.')[0] as PermissionArea
    areas.set(area, [...(areas.get(area) ?? []), permission])
  }
  return [...areas]
}
