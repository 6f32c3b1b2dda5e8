import type { Page } from 'playwright'
import {
  accessTokens,
  account,
  accountMenu,
  afterPassword,
  afterReset,
  appSettings,
  at,
  chosenUsers,
  confirmation,
  deletionLink,
  emailChange,
  emailChangeLink,
  group,
  invitation,
  invitations,
  logInBeforeDeletion,
  logInCode,
  logInReport,
  mailInMailbox,
  mailItself,
  maintenance,
  newPassword,
  notifications,
  passkeyName,
  recoveryCodes,
  savedView,
  refusedSettings,
  secondStep,
  sent,
  sideBar,
  signUp,
  status,
  whileUnconfirmed,
} from '#tests/support/site_walk/openings'
import { listExport } from '#tests/support/site_walk/list_export'
import {
  impersonation,
  impersonationForm,
  impersonationStopped,
} from '#tests/support/site_walk/impersonation_openings'
import type { Walk } from '#tests/support/site_walk/walk'

export interface Visit {
  /** The name in the report. */
  shows: string
  /** The route's name, if the page has one. */
  route?: string
  as: 'guest' | 'newcomer' | 'regular' | 'staff'
  /** The state exists only in a small window. */
  isPhoneOnly?: boolean
  /** Axe can skip it: it is similar to another state, or not a page. */
  isNothingNew?: boolean
  open(page: Page, walk: Walk): Promise<unknown>
}

/** GET routes outside of the API that return no page, and one whose page needs a provider: tests/browser/social_log_in.spec.ts shows it. */
export const NO_PAGES = [
  'avatars.show',
  'confirmation_links.show',
  'data_exports.show',
  'health.ready',
  'logos.show',
  'mail_previews.html',
  'mailbox.html',
  'mailbox.newest',
  'management.user_exports.show',
  'management.user_options.index',
  'notification_streams.show',
  'unread_notifications.show',
  'not_found',
  'plain_pages.show',
  'settings',
  'social_callbacks.show',
  'social_registrations.create',
]

/** The statuses with their own text, and one without. */
const STATUSES = [401, 403, 404, 405, 410, 418, 419, 422, 429, 500, 503]

const UNKNOWN = { email: 'nobody@example.com', password: 'secret-password' }

/**
 * Every page and every state that can be opened on it. Add a line for a new page.
 */
// prettier-ignore
export const VISITS: Visit[] = [
  { shows: 'home', route: 'home', as: 'guest', open: at('/') },
  { shows: 'home of a member', as: 'regular', open: at('/') },

  { shows: 'sign-up', route: 'registrations.create', as: 'guest', open: at('/signup') },
  { shows: 'sign-up, refused', as: 'guest', open: sent('/signup', { password: 'short' }) },
  { shows: 'check your e-mail', as: 'guest', open: signUp },

  { shows: 'log-in', route: 'sessions.create', as: 'guest', open: at('/login') },
  { shows: 'log-in, refused', as: 'guest', open: sent('/login', {}) },
  { shows: 'log-in of nobody', as: 'guest', open: sent('/login', UNKNOWN) },

  { shows: 'log-in by a code', route: 'log_in_codes.create', as: 'guest', open: at('/login/code') },
  { shows: 'log-in by a code, dead', as: 'guest', open: at('/login/code/check') },
  { shows: 'code of a mail', route: 'log_in_code_checks.create', as: 'guest', open: logInCode },

  { shows: 'forgotten password', route: 'password_resets.create', as: 'guest', open: at('/forgot-password') },
  { shows: 'forgotten password, sent', as: 'guest', open: sent('/forgot-password', { email: UNKNOWN.email }) },
  { shows: 'forgotten password, dead link', as: 'guest', isNothingNew: true, open: at('/password-resets/spent') },
  { shows: 'new password', route: 'password_resets.edit', as: 'guest', open: newPassword },
  { shows: 'log-in after a new password', as: 'guest', open: afterReset },
  { shows: 'new password for another account', as: 'regular', open: newPassword },

  { shows: 'invitation', route: 'invitations.edit', as: 'guest', open: invitation },
  { shows: 'invitation for a member', as: 'regular', open: invitation },

  { shows: 'confirmation', route: 'email_confirmations.create', as: 'guest', open: at('/email-confirmations/new') },
  { shows: 'confirmation, refused', as: 'guest', open: sent('/email-confirmations/new', { email: 'ada' }) },
  { shows: 'confirmation, sent again', as: 'guest', open: sent('/email-confirmations/new', { email: UNKNOWN.email }) },
  { shows: 'confirmation by the link', as: 'guest', open: confirmation },
  { shows: 'confirmation of another account', as: 'regular', open: confirmation },
  { shows: 'dead link', route: 'email_confirmations.show', as: 'guest', open: at('/email-confirmations/1?key=spent') },

  { shows: 'dashboard without events', route: 'dashboard.index', as: 'newcomer', open: at('/dashboard') },
  { shows: 'dashboard', as: 'regular', open: at('/dashboard') },
  { shows: 'security', route: 'security.show', as: 'regular', open: at('/settings/security') },
  { shows: 'dashboard before the confirmation', as: 'regular', open: whileUnconfirmed('/dashboard') },
  { shows: 'request to confirm', route: 'account_confirmations.create', as: 'regular', open: whileUnconfirmed('/settings/confirmation') },
  { shows: 'sessions', route: 'browser_sessions.index', as: 'regular', open: at('/settings/sessions') },
  { shows: 'security without events', as: 'newcomer', open: at('/settings/security') },
  { shows: 'security, page 4', as: 'regular', open: at('/settings/security?page=4') },
  { shows: 'security, wrong dates', as: 'regular', open: at('/settings/security?from=99.99.9999&to=x') },
  { shows: 'security, other dates', as: 'regular', open: at('/settings/security?from=2001-01-01&to=2001-12-31') },
  { shows: 'notifications', route: 'notifications.index', as: 'regular', open: notifications },
  { shows: 'no notifications', as: 'newcomer', open: at('/notifications') },
  { shows: 'notifications, page 9', as: 'regular', open: at('/notifications?page=9') },
  { shows: 'choice of notifications', route: 'notification_choices.edit', as: 'regular', open: at('/settings/notifications') },
  { shows: 'profile', route: 'profiles.edit', as: 'regular', open: at('/settings/profile') },
  { shows: 'profile, refused', as: 'regular', open: sent('/settings/profile', { name: 'www.example.com' }) },
  { shows: 'preferences', route: 'preferences.edit', as: 'regular', open: at('/settings/preferences') },
  { shows: 'preferences, refused', as: 'regular', open: sent('/settings/preferences', { timeZone: 'Nowhere' }) },
  { shows: 'preferences, saved', as: 'regular', open: sent('/settings/preferences', {}) },
  { shows: 'password', route: 'passwords.edit', as: 'regular', open: at('/settings/password') },
  { shows: 'password, refused', as: 'regular', open: sent('/settings/password', { password: 'short' }) },
  { shows: 'identity', route: 'identity_confirmations.create', as: 'regular', open: at('/confirm-identity') },
  { shows: 'e-mail address', route: 'email_changes.create', as: 'regular', open: emailChange },
  { shows: 'new e-mail address', route: 'email_change_confirmations.edit', as: 'regular', open: emailChangeLink('issueLink') },
  { shows: 'report of a log-in', route: 'log_in_reports.edit', as: 'guest', open: logInReport },
  { shows: 'former e-mail address', route: 'email_change_reversals.edit', as: 'guest', open: emailChangeLink('issueUndoLink') },
  { shows: 'second factor, off', route: 'second_factors.show', as: 'regular', open: at('/settings/second-factor') },
  { shows: 'authenticator app', route: 'authenticators.create', as: 'regular', open: afterPassword('/settings/authenticator/new') },
  { shows: 'connected accounts', route: 'social_identities.index', as: 'regular', open: afterPassword('/settings/social-accounts') },
  { shows: 'new passkey', route: 'passkeys.create', as: 'regular', open: afterPassword('/settings/passkeys/new') },
  { shows: 'name of a passkey', route: 'passkeys.edit', as: 'regular', open: passkeyName },
  { shows: 'recovery codes', as: 'regular', open: recoveryCodes },
  { shows: 'recovery codes, shown before', route: 'recovery_codes.index', as: 'regular', open: at('/settings/recovery-codes') },
  { shows: 'second factor, on', as: 'regular', open: at('/settings/second-factor') },
  { shows: 'second step', route: 'second_factor_checks.create', as: 'guest', open: secondStep('/login/second-factor') },
  { shows: 'recovery code', route: 'recovery_code_checks.create', as: 'guest', open: secondStep('/login/recovery-code') },
  { shows: 'no access tokens', as: 'newcomer', open: at('/settings/access-tokens') },
  { shows: 'new access token', route: 'access_tokens.create', as: 'regular', open: afterPassword('/settings/access-tokens/new') },
  { shows: 'access tokens', route: 'access_tokens.index', as: 'regular', open: accessTokens },
  { shows: 'your data', route: 'your_data.show', as: 'regular', open: at('/settings/data') },
  { shows: 'your data, exported', as: 'regular', open: sent('/settings/data', {}) },
  { shows: 'deletion of the account', route: 'account_deletions.create', as: 'regular', open: afterPassword('/settings/data/deletion') },
  { shows: 'link against the deletion', route: 'account_deletion_reversals.edit', as: 'guest', open: deletionLink },
  { shows: 'log-in before the deletion', route: 'account_restorations.create', as: 'guest', open: logInBeforeDeletion },
  { shows: 'users', route: 'management.users.index', as: 'staff', open: at('/management/users') },
  { shows: 'users, wrong filter', as: 'staff', open: at('/management/users?state=x') },
  { shows: 'no users', as: 'staff', open: at('/management/users?search=zzz') },
  { shows: 'users, export running', route: 'management.users.index', as: 'staff', open: listExport('running') },
  { shows: 'users, export ready', route: 'management.users.index', as: 'staff', open: listExport('ready') },
  { shows: 'users, export failed', route: 'management.users.index', as: 'staff', open: listExport('failed') },
  { shows: 'user', route: 'management.users.show', as: 'staff', open: account('/management/users/:id') },
  { shows: 'new user', route: 'management.users.create', as: 'staff', open: afterPassword('/management/users/create') },
  { shows: 'new user, refused', as: 'staff', open: sent('/management/users/create', {}) },
  { shows: 'user, being edited', route: 'management.users.edit', as: 'staff', open: account('/management/users/:id/edit') },
  { shows: 'users, a saved view', as: 'staff', open: savedView },
  { shows: 'users, chosen', as: 'staff', open: chosenUsers },
  { shows: 'no invitations', as: 'staff', open: at('/management/invitations?search=zzz') },
  { shows: 'invitations', route: 'management.invitations.index', as: 'staff', open: invitations },
  { shows: 'new invitation', route: 'management.invitations.create', as: 'staff', open: at('/management/invitations/create') },
  { shows: 'groups', route: 'management.groups.index', as: 'staff', open: group('/management/groups') },
  { shows: 'new group', route: 'management.groups.create', as: 'staff', open: afterPassword('/management/groups/create') },
  { shows: 'new group, refused', as: 'staff', open: sent('/management/groups/create', {}) },
  { shows: 'group', route: 'management.groups.show', as: 'staff', open: group('/management/groups/:id') },
  { shows: 'group, being edited', route: 'management.groups.edit', as: 'staff', open: group('/management/groups/:id/edit') },
  { shows: 'administrators, being edited', as: 'staff', open: at('/management/groups/1/edit') },
  { shows: 'new members', route: 'management.groups.members.create', as: 'staff', open: group('/management/groups/:id/members/create') },
  { shows: 'permissions', route: 'management.permissions.index', as: 'staff', open: at('/management/permissions') },
  { shows: 'permissions, being edited', route: 'management.permissions.edit', as: 'staff', open: at('/management/permissions/edit') },
  { shows: 'permissions of an account', route: 'management.users.permissions.show', as: 'staff', open: account('/management/users/:id/permissions') },
  { shows: 'form to see as an account', route: 'management.users.impersonations.create', as: 'staff', open: impersonationForm },
  { shows: 'settings of the app', route: 'management.settings.index', as: 'staff', open: appSettings },
  { shows: 'settings of the app, being edited', route: 'management.settings.edit', as: 'staff', open: afterPassword('/management/settings/edit') },
  { shows: 'settings of the app, refused', as: 'staff', open: refusedSettings },
  { shows: 'side bar of the staff', as: 'staff', isPhoneOnly: true, open: sideBar },
  { shows: 'another account', as: 'staff', open: impersonation },
  { shows: 'secrets of another account', as: 'staff', open: at('/settings/password') },
  { shows: 'home in another account', as: 'staff', open: at('/') },
  { shows: 'user whose account was used', as: 'staff', open: impersonationStopped },
  { shows: 'activity of the staff', as: 'staff', open: at('/settings/security') },
  { shows: 'side bar', as: 'regular', isPhoneOnly: true, open: sideBar },
  { shows: 'account menu', as: 'regular', isPhoneOnly: true, open: accountMenu },

  { shows: 'mailbox', route: 'mailbox.index', as: 'guest', open: at('/dev/mailbox') },
  { shows: 'previews of mails', route: 'mail_previews.index', as: 'guest', open: at('/dev/mails') },
  { shows: 'preview of a mail', route: 'mail_previews.show', as: 'guest', open: at('/dev/mails/password_changed') },
  { shows: 'welcome in the mailbox', route: 'mailbox.show', as: 'guest', open: mailInMailbox('newcomer') },
  { shows: 'welcome mail', as: 'guest', isNothingNew: true, open: mailItself('newcomer') },
  { shows: 'mail about an account', as: 'guest', isNothingNew: true, open: mailItself('regular') },

  { shows: 'no page for a member', as: 'regular', open: at('/no/such/page') },
  { shows: 'maintenance', as: 'guest', open: maintenance },
  { shows: 'maintenance for a member', as: 'regular', isNothingNew: true, open: maintenance },
  ...STATUSES.map((code): Visit => ({ shows: `error ${code}`, as: 'guest', isNothingNew: code !== 404, open: status(code) })),
]
