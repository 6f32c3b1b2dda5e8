import { errors } from '@vinejs/vine'
import type { EventOrigin } from '#models/account_event'
import type User from '#models/user'

/** The current password, which a member types again before a sensitive act. */
export default class PasswordCheck {
  /**
   * Runs the validation of a form that asks for it, and records a wrong one. The errors of all fields appear together.
   * @throws E_VALIDATION_ERROR
   */
  static async run<Form>(user: User, origin: EventOrigin, validation: () => Promise<Form>) {
    try {
      return await validation()
    } catch (error) {
      if (isOfWrongPassword(error)) await user.recordEvent('password_check_failed', origin)
      throw error
    }
  }
}

function isOfWrongPassword(error: unknown) {
  if (!(error instanceof errors.E_VALIDATION_ERROR)) return false
  return (error.messages as { rule: string }[]).some(({ rule }) => rule === 'currentPassword')
}
