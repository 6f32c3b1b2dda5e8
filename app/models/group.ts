import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { GroupSchema } from '#database/schema'
import { listing } from '#lists/main'
import permissions, { type Permission } from '#permissions'
import { keepAnAdministrator } from '#models/administrators'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'

interface GroupChange {
  id: number
  added: Permission[]
  removed: Permission[]
  values?: Partial<Pick<Group, 'name' | 'description' | 'needsSecondFactor'>>
}

/** Accounts that have the same permissions. The members of one group, the administrators, have all of them. */
export default class Group extends GroupSchema {
  declare permissions: Permission[]

  static list = listing(() => Group, {
    search: ['name', 'description'],
    sorts: ['name', 'createdAt'],
    sort: 'name',
    with: (query) => Group.#countMembers(query),
  })

  static members = listing(() => User, {
    search: ['name', 'email'],
    sorts: ['name', 'email'],
    sort: 'name',
    filters: {
      group: (query, group: Group) =>
        query.whereIn('id', db.from('group_members').where('group_id', group.id).select('user_id')),
    },
  })

  /** The accounts that can become members. */
  static candidates() {
    return User.query().whereNotNull('emailConfirmedAt').whereNull('disabledAt')
  }

  static administrators(client?: TransactionClientContract) {
    return this.query({ client }).where('hasAllPermissions', true).firstOrFail()
  }

  /** The groups into which this account may take others: those that have no more permissions than it has. */
  static async reachableBy(user: User, all?: Group[]) {
    const access = await user.access()
    if (!access.may('groups.edit')) return []
    const groups = all ?? (await this.query().orderBy('name'))
    return groups.filter((group) => access.covers(group.powers))
  }

  static lock(id: number, trx: TransactionClientContract) {
    return this.query({ client: trx }).where({ id }).forUpdate().firstOrFail()
  }

  /** The number of members, if the list has counted them. */
  get memberCount(): number {
    return Number(this.$extras.member_count ?? 0)
  }

  /** An account needs the same to change the group. */
  get powers() {
    return { hasAll: this.hasAllPermissions, permissions: this.#declared }
  }

  /** The permissions that the group gains and loses if it has the given ones. */
  changesTo(chosen: Permission[]) {
    return {
      added: chosen.filter((permission) => !this.permissions.includes(permission)),
      removed: this.#declared.filter((permission) => !chosen.includes(permission)),
    }
  }

  /** Without those of another release, which allow nothing: see `permissions:sync`. */
  get #declared() {
    return this.permissions.filter((permission) => permissions.has(permission))
  }

  /** All changes or none. Another change of other permissions at the same moment stays. */
  static async change(changes: GroupChange[]) {
    await db.transaction(async (trx) => {
      for (const { id, added, removed, values = {} } of changes) {
        const group = await this.lock(id, trx)
        const kept = group.permissions.filter((permission) => !removed.includes(permission))
        const present = [...new Set([...kept, ...added])].sort()
        await group.merge({ ...values, permissions: present }).save()
      }
    })
  }

  /** Members of the group stay as they are. */
  async add(
    userIds: number[],
    origin: EventOrigin,
    client: TransactionClientContract | typeof db = db
  ) {
    return client.transaction(async (trx) => {
      const { rows } = await trx.rawQuery<{ rows: { user_id: number }[] }>(
        `INSERT INTO group_members (group_id, user_id) SELECT ?, id FROM users WHERE id = ANY (?) ORDER BY id
         ON CONFLICT DO NOTHING RETURNING user_id`,
        [this.id, userIds]
      )
      await Group.#tell(rows, origin, trx)
      return rows.length
    })
  }

  /**
   * A no-op for an account that is no member.
   * @throws LastAdministratorException
   */
  async remove(user: User, origin: EventOrigin) {
    return keepAnAdministrator(async (trx) => {
      const { rows } = await trx.rawQuery<{ rows: { user_id: number }[] }>(
        'DELETE FROM group_members WHERE group_id = ? AND user_id = ? RETURNING user_id',
        [this.id, user.id]
      )
      await Group.#tell(rows, origin, trx)
      return rows.length > 0
    })
  }

  /** Deletes the group. The accounts of its members stay. */
  async disband(origin: EventOrigin) {
    await db.transaction(async (trx) => {
      const { rows } = await trx.rawQuery<{ rows: { user_id: number }[] }>(
        'DELETE FROM group_members WHERE group_id = ? RETURNING user_id',
        [this.id]
      )
      await this.useTransaction(trx).delete()
      await Group.#tell(rows, origin, trx)
    })
  }

  /** Each member sees the change in the activity of the account. */
  static async #tell(
    members: { user_id: number }[],
    { ipAddress, userAgent }: EventOrigin,
    trx: TransactionClientContract
  ) {
    await trx.rawQuery(
      `INSERT INTO account_events (user_id, kind, ip_address, user_agent, created_at)
       SELECT id, 'groups_changed', ?, ?, clock_timestamp() FROM unnest(?::int[]) AS id`,
      [ipAddress, userAgent, members.map(({ user_id }) => user_id)] as never[]
    )
  }

  static #countMembers(query: ModelQueryBuilderContract<typeof Group>) {
    const members = db.from('group_members').whereColumn('group_id', 'groups.id').count('*')
    return query.select('*').select(members.as('member_count'))
  }
}
