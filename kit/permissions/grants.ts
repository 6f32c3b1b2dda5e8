import db from '@adonisjs/lucid/services/db'

/** A permission that groups have although the code does not declare it. */
interface StaleGrant {
  permission: string
  /** Its present name; a permission without one is removed. */
  renamedTo?: string
  groups: string[]
}

/** The permissions that the groups of the database have. */
export class Grants {
  constructor(
    private declared: readonly string[],
    private renamed: Record<string, string>
  ) {}

  async stale(): Promise<StaleGrant[]> {
    const { rows } = await db.rawQuery<{ rows: { permission: string; groups: string[] }[] }>(
      `SELECT permission, array_agg(name ORDER BY name) AS groups
       FROM groups, unnest(permissions) AS permission
       WHERE permission <> ALL (?) GROUP BY permission ORDER BY permission`,
      [this.declared as string[]]
    )
    return rows.map((row) => ({ ...row, renamedTo: this.renamed[row.permission] }))
  }

  /** Renames and removes the permissions that the code does not declare. */
  async sync() {
    const stale = await this.stale()
    await db.transaction(async (trx) => {
      for (const { permission, renamedTo } of stale) {
        await trx.rawQuery(
          `UPDATE groups SET updated_at = now(), permissions = ARRAY(
             SELECT DISTINCT one FROM unnest(array_replace(permissions, :permission, :now)) AS one
             WHERE one IS NOT NULL ORDER BY one)
           WHERE :permission = ANY (permissions)`,
          { permission, now: renamedTo ?? null } as Record<string, string>
        )
      }
    })
    return stale
  }
}
