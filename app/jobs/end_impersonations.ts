import { Job } from '#queue/main'
import Impersonation from '#models/impersonation'

/** Ends the impersonations whose time is over, so that both accounts have the end in their activity. */
export default class EndImpersonations extends Job {
  async handle() {
    await Impersonation.endExpired()
  }
}
