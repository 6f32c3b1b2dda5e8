import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Access, type HeldGroup } from '#permissions/access'
import { Grants } from '#permissions/grants'

const FORM = /^[a-z][\da-z_]*\.[a-z][\da-z_]*$/

interface Options<Permission> {
  /** Former names with the names that they have now. `permissions:sync` renames them in the groups. */
  renamed?: Record<string, NoInfer<Permission>>
}

let defined: Permissions | undefined

/**
 * Call it once, in `app/permissions.ts`.
 * @param names each as `<area>.<act>`, such as `invoices.send`
 */
export function definePermissions<const Permission extends string>(
  names: readonly Permission[],
  { renamed = {} }: Options<Permission> = {}
) {
  const wrong = names.find((name) => !FORM.test(name))
  if (wrong) throw new Error(`A permission is <area>.<act>, such as invoices.send, not ${wrong}`)
  const permissions = new Permissions<Permission>(names, renamed)
  defined = permissions
  return permissions
}

/** The permissions of the app, for code that does not know their names. */
export function appPermissions() {
  if (!defined) throw new Error('app/permissions.ts defines no permissions')
  return defined
}

export class Permissions<Permission extends string = string> {
  readonly nobody: Access<Permission>
  readonly grants: Grants

  constructor(
    readonly names: readonly Permission[],
    renamed: Record<string, string>
  ) {
    this.nobody = new Access<Permission>([], names)
    this.grants = new Grants(names, renamed)
  }

  has(name: string): name is Permission {
    return (this.names as readonly string[]).includes(name)
  }

  /** Reads the groups of an account, with one query. */
  async accessOf(userId: number, client: TransactionClientContract | typeof db = db) {
    const { rows } = await client.rawQuery<{ rows: HeldGroup[] }>(
      `SELECT groups.id, groups.name, groups.has_all_permissions AS "hasAllPermissions",
         groups.needs_second_factor AS "needsSecondFactor", groups.permissions
       FROM group_members JOIN groups ON groups.id = group_members.group_id
       WHERE group_members.user_id = ? ORDER BY groups.name`,
      [userId]
    )
    return new Access<Permission>(rows, this.names)
  }
}
