/** A group of an account, as far as it decides what the account may do. */
export interface HeldGroup {
  id: number
  name: string
  hasAllPermissions: boolean
  needsSecondFactor: boolean
  permissions: string[]
}

/** The permissions that an account has through its groups. */
export class Access<Permission extends string = string> {
  /** @param declared a group with all permissions has these */
  constructor(
    readonly groups: readonly HeldGroup[],
    private declared: readonly Permission[]
  ) {}

  may(permission: Permission) {
    return this.reasonsFor(permission).length > 0
  }

  /** Also true for no permissions. */
  mayAll(permissions: readonly Permission[]) {
    return permissions.every((permission) => this.may(permission))
  }

  /** The groups that give the permission. */
  reasonsFor(permission: Permission) {
    if (!this.declared.includes(permission)) return []
    return this.groups.filter(
      (group) => group.hasAllPermissions || group.permissions.includes(permission)
    )
  }

  get permissions() {
    return this.declared.filter((permission) => this.may(permission))
  }

  get hasAll() {
    return this.groups.some((group) => group.hasAllPermissions)
  }

  get needsSecondFactor() {
    return this.groups.some((group) => group.needsSecondFactor)
  }

  /** Whether it has at least the permissions of the other, and all of them if the other has. */
  covers(other: { hasAll: boolean; permissions: readonly Permission[] }) {
    return other.hasAll ? this.hasAll : this.mayAll(other.permissions)
  }

  /** Whether it has all permissions of the other and at least one more. Nobody exceeds an administrator. */
  exceeds(other: { hasAll: boolean; permissions: readonly Permission[] }) {
    const hasMore = this.permissions.length > other.permissions.length
    return !other.hasAll && hasMore && this.covers(other)
  }
}
