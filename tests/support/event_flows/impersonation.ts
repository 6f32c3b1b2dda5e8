import Impersonation from '#models/impersonation'
import type User from '#models/user'
import { administrator } from '#tests/support/staff'
import { NOWHERE, type Flow, type Flows } from '#tests/support/event_flows/stage'

async function startedBy(actor: User, person: User, mayAct = false) {
  return Impersonation.start(actor, person, { reason: 'A ticket', mayAct }, NOWHERE)
}

const start =
  (mayAct: boolean): Flow =>
  async ({ user }) => {
    const actor = await administrator()
    return () => startedBy(actor, user, mayAct)
  }

const end: Flow = async ({ user }) => {
  const impersonation = await startedBy(await administrator(), user)
  return () => impersonation.end('stopped', NOWHERE)
}

export const IMPERSONATION_FLOWS: Flows<
  | 'impersonation_started'
  | 'impersonation_ended'
  | 'viewed_by_staff'
  | 'used_by_staff'
  | 'left_by_staff'
> = {
  impersonation_started: start(false),
  viewed_by_staff: start(false),
  used_by_staff: start(true),
  impersonation_ended: end,
  left_by_staff: end,
}
