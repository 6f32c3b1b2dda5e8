import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#models/user'

/** A list that the staff may have as a file. Its columns have the same names in each language, for programs. */
const users = {
  permission: 'users.export',
  list: User.list,
  columns: ['id', 'name', 'email', 'state', 'second_factor', 'job_title', 'groups', 'created_at'],
  async rowsOf(accounts: User[], client: TransactionClientContract) {
    const groups = await groupsOf(accounts, client)
    return accounts.map((account) => ({
      id: account.id,
      name: account.name,
      email: account.email,
      state: account.state,
      second_factor: account.hasSecondFactor,
      job_title: account.jobTitle,
      groups: groups.get(account.id),
      created_at: account.createdAt.toJSDate(),
    }))
  },
} as const

export const exportedLists = { users }
export type ListName = keyof typeof exportedLists

async function groupsOf(accounts: User[], client: TransactionClientContract) {
  const ids = accounts.filter(({ isStaff }) => isStaff).map(({ id }) => id)
  const members = await client
    .from('group_members')
    .join('groups', 'groups.id', 'group_members.group_id')
    .whereIn('user_id', ids)
    .groupBy('user_id')
    .select('user_id', client.raw(`string_agg(groups.name, ', ' ORDER BY groups.name) AS names`))
  return new Map<number, string>(members.map(({ user_id: id, names }) => [id, names]))
}
