import type { LinkKind } from '#exceptions/link_expired_exception'

const LOG_IN = { label: 'common.log_in', route: 'sessions.create' } as const
const SIGN_UP = { label: 'common.sign_up', route: 'registrations.create' } as const
const NEW_LINK = { label: 'errors.page.new_link', route: 'email_confirmations.create' } as const
const RESET = { label: 'errors.links.reset', route: 'password_resets.create' } as const
const DASHBOARD = { label: 'common.dashboard', route: 'dashboard.index' } as const
const PASSWORD = { label: 'settings.passwords.heading', route: 'passwords.edit' } as const
const EMAIL = { label: 'settings.email_changes.heading', route: 'email_changes.create' } as const

type Step =
  | typeof LOG_IN
  | typeof SIGN_UP
  | typeof NEW_LINK
  | typeof RESET
  | typeof DASHBOARD
  | typeof PASSWORD
  | typeof EMAIL

/** The next step of a guest and of a member who has opened a mailed link that no longer works. */
export const NEXT_STEPS: Record<LinkKind, { guest: Step; member: Step }> = {
  sign_up: { guest: NEW_LINK, member: DASHBOARD },
  sign_up_expired: { guest: SIGN_UP, member: DASHBOARD },
  sign_up_used: { guest: LOG_IN, member: DASHBOARD },
  password_reset: { guest: RESET, member: PASSWORD },
  email_change: { guest: EMAIL, member: EMAIL },
  email_change_undo: { guest: RESET, member: PASSWORD },
  deletion_undo: { guest: LOG_IN, member: DASHBOARD },
  log_in_report: { guest: RESET, member: PASSWORD },
  invitation: { guest: LOG_IN, member: DASHBOARD },
}
