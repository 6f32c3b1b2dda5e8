import { ActRefusedException } from '#exceptions/act_refused_exception'
import type Group from '#models/group'
import type User from '#models/user'
import UserAdministration from '#services/user_administration'

const ORIGIN = { ipAddress: null, userAgent: null }

const ACTS = {
  deactivate: (user: User) => UserAdministration.disable(user),
  activate: (user: User) => UserAdministration.enable(user),
  end_sessions: (user: User) => UserAdministration.endAllSessions(user),
  join,
}

export type BatchAct = keyof typeof ACTS
export const BATCH_ACTS = Object.keys(ACTS) as BatchAct[]

/**
 * Runs an act on several accounts, one after another. An account that the act is refused for stays as it is.
 * @returns for how many accounts it was done
 */
export async function runBatch(act: BatchAct, users: User[], group?: Group) {
  let done = 0
  for (const user of users) {
    try {
      if ((await ACTS[act](user, group)) !== false) done++
    } catch (error) {
      if (!(error instanceof ActRefusedException)) throw error
    }
  }
  return done
}

/** A group takes only accounts that can log in, as its own form does. */
async function join(user: User, group?: Group) {
  return user.isConfirmed && !user.isDisabled && group!.add([user.id], ORIGIN)
}
