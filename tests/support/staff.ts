import type { ApiClient } from '@japa/api-client'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import type { Permission } from '#permissions'
import Group from '#models/group'
import type User from '#models/user'

const NOWHERE = { ipAddress: null, userAgent: null }

/** An account whose only group has these permissions. */
export async function staffWith(...permissions: Permission[]) {
  return memberOf(await GroupFactory.merge({ permissions }).create())
}

export async function administrator() {
  return memberOf(await Group.administrators())
}

export async function memberOf(group: Group) {
  const user = await UserFactory.create()
  await group.add([user.id], NOWHERE)
  return user.refresh()
}

export function removeFrom(group: Group, user: User) {
  return group.remove(user, NOWHERE)
}

/** The session of somebody who gave the password a moment ago. */
export const confirmed = () => ({ identity_confirmed_at: Date.now() })

type Visit = ReturnType<ApiClient['visit']>

/** Sends a form as a member of the staff who has given the password. */
export function asStaff(visit: Visit, user: User): Visit {
  return visit.loginAs(user).withSession(confirmed()).withCsrfToken().redirects(0)
}

/** Lists under the names that a browser sends. A client of tests would send a list of one value as a text. */
export function fieldsOf(values: Record<string, unknown>) {
  const named = Object.entries(values).map(([name, value]) => [
    Array.isArray(value) ? `${name}[]` : name,
    value,
  ])
  return Object.fromEntries(named) as never
}
