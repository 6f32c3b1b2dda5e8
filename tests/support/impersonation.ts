import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import Impersonation from '#models/impersonation'
import type User from '#models/user'
import { NOWHERE } from '#tests/support/event_flows/stage'
import { confirmed, staffWith } from '#tests/support/staff'

type Visit = ReturnType<ApiClient['visit']>

export const supporter = () =>
  staffWith('users.view', 'users.impersonate', 'users.impersonate_to_act')

/** A member of the staff who uses the account of a person, and the requests that belong to it. */
export async function impersonationOf(person: User, { mayAct = false } = {}) {
  const actor = await supporter()
  const wish = { reason: 'Ticket 7: no invoices', mayAct }
  const impersonation = await Impersonation.start(actor, person, wish, NOWHERE)
  const session = { impersonation: impersonation.id, ...confirmed() }
  const during = (visit: Visit): Visit =>
    visit.loginAs(actor).withSession(session).withCsrfToken().redirects(0)
  return { actor, impersonation, during }
}

export async function startedOne(options = {}) {
  const person = await UserFactory.create()
  return { person, ...(await impersonationOf(person, options)) }
}

export type Started = Awaited<ReturnType<typeof startedOne>>

export async function endingOf({ id }: Impersonation) {
  const { ending } = await db.from('impersonations').where({ id }).first()
  return ending as string | null
}
