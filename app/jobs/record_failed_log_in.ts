import { DateTime } from 'luxon'
import AccountEvent, { type EventOrigin } from '#models/account_event'
import User from '#models/user'
import { Job } from '#queue/main'

interface FailedLogIn extends EventOrigin {
  email: string
  /** ISO 8601. */
  failedAt: string
}

/**
 * Shows a failed log-in in the activity of the account. The job looks for the account, not the request, so that the
 * request does the same work for every address.
 */
export default class RecordFailedLogIn extends Job {
  static encrypted = true

  async handle({ email, failedAt, ...origin }: FailedLogIn) {
    const user = await User.findBy('email', email)
    if (!user) return

    const createdAt = DateTime.fromISO(failedAt)
    await AccountEvent.create({ userId: user.id, kind: 'sign_in_failed', createdAt, ...origin })
  }
}
