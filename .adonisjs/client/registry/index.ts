/* eslint-disable prettier/prettier */
import type { AdonisEndpoint } from '@tuyau/core/types'
import type { Registry } from './schema.d.ts'
import type { ApiDefinition } from './tree.d.ts'

const placeholder: any = {}

const routes = {
  'mailbox.index': {
    methods: ["GET","HEAD"],
    pattern: '/dev/mailbox',
    tokens: [{"old":"/dev/mailbox","type":0,"val":"dev","end":""},{"old":"/dev/mailbox","type":0,"val":"mailbox","end":""}],
    types: placeholder as Registry['mailbox.index']['types'],
  },
  'mailbox.clear': {
    methods: ["POST"],
    pattern: '/dev/mailbox',
    tokens: [{"old":"/dev/mailbox","type":0,"val":"dev","end":""},{"old":"/dev/mailbox","type":0,"val":"mailbox","end":""}],
    types: placeholder as Registry['mailbox.clear']['types'],
  },
  'mailbox.newest': {
    methods: ["GET","HEAD"],
    pattern: '/dev/mailbox/newest',
    tokens: [{"old":"/dev/mailbox/newest","type":0,"val":"dev","end":""},{"old":"/dev/mailbox/newest","type":0,"val":"mailbox","end":""},{"old":"/dev/mailbox/newest","type":0,"val":"newest","end":""}],
    types: placeholder as Registry['mailbox.newest']['types'],
  },
  'mailbox.show': {
    methods: ["GET","HEAD"],
    pattern: '/dev/mailbox/:id',
    tokens: [{"old":"/dev/mailbox/:id","type":0,"val":"dev","end":""},{"old":"/dev/mailbox/:id","type":0,"val":"mailbox","end":""},{"old":"/dev/mailbox/:id","type":1,"val":"id","end":""}],
    types: placeholder as Registry['mailbox.show']['types'],
  },
  'mailbox.html': {
    methods: ["GET","HEAD"],
    pattern: '/dev/mailbox/:id/html',
    tokens: [{"old":"/dev/mailbox/:id/html","type":0,"val":"dev","end":""},{"old":"/dev/mailbox/:id/html","type":0,"val":"mailbox","end":""},{"old":"/dev/mailbox/:id/html","type":1,"val":"id","end":""},{"old":"/dev/mailbox/:id/html","type":0,"val":"html","end":""}],
    types: placeholder as Registry['mailbox.html']['types'],
  },
  'registrations.create': {
    methods: ["GET","HEAD"],
    pattern: '/signup',
    tokens: [{"old":"/signup","type":0,"val":"signup","end":""}],
    types: placeholder as Registry['registrations.create']['types'],
  },
  'registrations.store': {
    methods: ["POST"],
    pattern: '/signup',
    tokens: [{"old":"/signup","type":0,"val":"signup","end":""}],
    types: placeholder as Registry['registrations.store']['types'],
  },
  'sessions.create': {
    methods: ["GET","HEAD"],
    pattern: '/login',
    tokens: [{"old":"/login","type":0,"val":"login","end":""}],
    types: placeholder as Registry['sessions.create']['types'],
  },
  'sessions.store': {
    methods: ["POST"],
    pattern: '/login',
    tokens: [{"old":"/login","type":0,"val":"login","end":""}],
    types: placeholder as Registry['sessions.store']['types'],
  },
  'second_factor_checks.create': {
    methods: ["GET","HEAD"],
    pattern: '/login/second-factor',
    tokens: [{"old":"/login/second-factor","type":0,"val":"login","end":""},{"old":"/login/second-factor","type":0,"val":"second-factor","end":""}],
    types: placeholder as Registry['second_factor_checks.create']['types'],
  },
  'second_factor_checks.store': {
    methods: ["POST"],
    pattern: '/login/second-factor',
    tokens: [{"old":"/login/second-factor","type":0,"val":"login","end":""},{"old":"/login/second-factor","type":0,"val":"second-factor","end":""}],
    types: placeholder as Registry['second_factor_checks.store']['types'],
  },
  'passkey_sessions.store': {
    methods: ["POST"],
    pattern: '/login/passkey',
    tokens: [{"old":"/login/passkey","type":0,"val":"login","end":""},{"old":"/login/passkey","type":0,"val":"passkey","end":""}],
    types: placeholder as Registry['passkey_sessions.store']['types'],
  },
  'passkey_checks.store': {
    methods: ["POST"],
    pattern: '/login/second-factor/passkey',
    tokens: [{"old":"/login/second-factor/passkey","type":0,"val":"login","end":""},{"old":"/login/second-factor/passkey","type":0,"val":"second-factor","end":""},{"old":"/login/second-factor/passkey","type":0,"val":"passkey","end":""}],
    types: placeholder as Registry['passkey_checks.store']['types'],
  },
  'recovery_code_checks.create': {
    methods: ["GET","HEAD"],
    pattern: '/login/recovery-code',
    tokens: [{"old":"/login/recovery-code","type":0,"val":"login","end":""},{"old":"/login/recovery-code","type":0,"val":"recovery-code","end":""}],
    types: placeholder as Registry['recovery_code_checks.create']['types'],
  },
  'recovery_code_checks.store': {
    methods: ["POST"],
    pattern: '/login/recovery-code',
    tokens: [{"old":"/login/recovery-code","type":0,"val":"login","end":""},{"old":"/login/recovery-code","type":0,"val":"recovery-code","end":""}],
    types: placeholder as Registry['recovery_code_checks.store']['types'],
  },
  'log_in_codes.create': {
    methods: ["GET","HEAD"],
    pattern: '/login/code',
    tokens: [{"old":"/login/code","type":0,"val":"login","end":""},{"old":"/login/code","type":0,"val":"code","end":""}],
    types: placeholder as Registry['log_in_codes.create']['types'],
  },
  'log_in_codes.store': {
    methods: ["POST"],
    pattern: '/login/code',
    tokens: [{"old":"/login/code","type":0,"val":"login","end":""},{"old":"/login/code","type":0,"val":"code","end":""}],
    types: placeholder as Registry['log_in_codes.store']['types'],
  },
  'log_in_code_checks.create': {
    methods: ["GET","HEAD"],
    pattern: '/login/code/check',
    tokens: [{"old":"/login/code/check","type":0,"val":"login","end":""},{"old":"/login/code/check","type":0,"val":"code","end":""},{"old":"/login/code/check","type":0,"val":"check","end":""}],
    types: placeholder as Registry['log_in_code_checks.create']['types'],
  },
  'log_in_code_checks.store': {
    methods: ["POST"],
    pattern: '/login/code/check',
    tokens: [{"old":"/login/code/check","type":0,"val":"login","end":""},{"old":"/login/code/check","type":0,"val":"code","end":""},{"old":"/login/code/check","type":0,"val":"check","end":""}],
    types: placeholder as Registry['log_in_code_checks.store']['types'],
  },
  'email_confirmations.create': {
    methods: ["GET","HEAD"],
    pattern: '/email-confirmations/new',
    tokens: [{"old":"/email-confirmations/new","type":0,"val":"email-confirmations","end":""},{"old":"/email-confirmations/new","type":0,"val":"new","end":""}],
    types: placeholder as Registry['email_confirmations.create']['types'],
  },
  'email_confirmations.store': {
    methods: ["POST"],
    pattern: '/email-confirmations',
    tokens: [{"old":"/email-confirmations","type":0,"val":"email-confirmations","end":""}],
    types: placeholder as Registry['email_confirmations.store']['types'],
  },
  'password_resets.create': {
    methods: ["GET","HEAD"],
    pattern: '/forgot-password',
    tokens: [{"old":"/forgot-password","type":0,"val":"forgot-password","end":""}],
    types: placeholder as Registry['password_resets.create']['types'],
  },
  'password_resets.store': {
    methods: ["POST"],
    pattern: '/forgot-password',
    tokens: [{"old":"/forgot-password","type":0,"val":"forgot-password","end":""}],
    types: placeholder as Registry['password_resets.store']['types'],
  },
  'password_resets.edit': {
    methods: ["GET","HEAD"],
    pattern: '/password-resets/:token',
    tokens: [{"old":"/password-resets/:token","type":0,"val":"password-resets","end":""},{"old":"/password-resets/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['password_resets.edit']['types'],
  },
  'password_resets.update': {
    methods: ["POST"],
    pattern: '/password-resets/:token',
    tokens: [{"old":"/password-resets/:token","type":0,"val":"password-resets","end":""},{"old":"/password-resets/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['password_resets.update']['types'],
  },
  'confirmation_links.show': {
    methods: ["GET","HEAD"],
    pattern: '/confirm/:token',
    tokens: [{"old":"/confirm/:token","type":0,"val":"confirm","end":""},{"old":"/confirm/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['confirmation_links.show']['types'],
  },
  'email_confirmations.show': {
    methods: ["GET","HEAD"],
    pattern: '/email-confirmations/:id',
    tokens: [{"old":"/email-confirmations/:id","type":0,"val":"email-confirmations","end":""},{"old":"/email-confirmations/:id","type":1,"val":"id","end":""}],
    types: placeholder as Registry['email_confirmations.show']['types'],
  },
  'email_confirmations.update': {
    methods: ["POST"],
    pattern: '/email-confirmations/:id',
    tokens: [{"old":"/email-confirmations/:id","type":0,"val":"email-confirmations","end":""},{"old":"/email-confirmations/:id","type":1,"val":"id","end":""}],
    types: placeholder as Registry['email_confirmations.update']['types'],
  },
  'email_change_confirmations.edit': {
    methods: ["GET","HEAD"],
    pattern: '/email-changes/:token',
    tokens: [{"old":"/email-changes/:token","type":0,"val":"email-changes","end":""},{"old":"/email-changes/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['email_change_confirmations.edit']['types'],
  },
  'email_change_confirmations.update': {
    methods: ["POST"],
    pattern: '/email-changes/:token',
    tokens: [{"old":"/email-changes/:token","type":0,"val":"email-changes","end":""},{"old":"/email-changes/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['email_change_confirmations.update']['types'],
  },
  'email_change_reversals.edit': {
    methods: ["GET","HEAD"],
    pattern: '/email-changes/:token/undo',
    tokens: [{"old":"/email-changes/:token/undo","type":0,"val":"email-changes","end":""},{"old":"/email-changes/:token/undo","type":1,"val":"token","end":""},{"old":"/email-changes/:token/undo","type":0,"val":"undo","end":""}],
    types: placeholder as Registry['email_change_reversals.edit']['types'],
  },
  'email_change_reversals.update': {
    methods: ["POST"],
    pattern: '/email-changes/:token/undo',
    tokens: [{"old":"/email-changes/:token/undo","type":0,"val":"email-changes","end":""},{"old":"/email-changes/:token/undo","type":1,"val":"token","end":""},{"old":"/email-changes/:token/undo","type":0,"val":"undo","end":""}],
    types: placeholder as Registry['email_change_reversals.update']['types'],
  },
  'account_deletion_reversals.edit': {
    methods: ["GET","HEAD"],
    pattern: '/account-deletions/:token/undo',
    tokens: [{"old":"/account-deletions/:token/undo","type":0,"val":"account-deletions","end":""},{"old":"/account-deletions/:token/undo","type":1,"val":"token","end":""},{"old":"/account-deletions/:token/undo","type":0,"val":"undo","end":""}],
    types: placeholder as Registry['account_deletion_reversals.edit']['types'],
  },
  'account_deletion_reversals.update': {
    methods: ["POST"],
    pattern: '/account-deletions/:token/undo',
    tokens: [{"old":"/account-deletions/:token/undo","type":0,"val":"account-deletions","end":""},{"old":"/account-deletions/:token/undo","type":1,"val":"token","end":""},{"old":"/account-deletions/:token/undo","type":0,"val":"undo","end":""}],
    types: placeholder as Registry['account_deletion_reversals.update']['types'],
  },
  'log_in_reports.edit': {
    methods: ["GET","HEAD"],
    pattern: '/log-in-reports/:token',
    tokens: [{"old":"/log-in-reports/:token","type":0,"val":"log-in-reports","end":""},{"old":"/log-in-reports/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['log_in_reports.edit']['types'],
  },
  'log_in_reports.update': {
    methods: ["POST"],
    pattern: '/log-in-reports/:token',
    tokens: [{"old":"/log-in-reports/:token","type":0,"val":"log-in-reports","end":""},{"old":"/log-in-reports/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['log_in_reports.update']['types'],
  },
  'passkey_challenges.store': {
    methods: ["POST"],
    pattern: '/passkey-challenges',
    tokens: [{"old":"/passkey-challenges","type":0,"val":"passkey-challenges","end":""}],
    types: placeholder as Registry['passkey_challenges.store']['types'],
  },
  'sessions.destroy': {
    methods: ["POST"],
    pattern: '/logout',
    tokens: [{"old":"/logout","type":0,"val":"logout","end":""}],
    types: placeholder as Registry['sessions.destroy']['types'],
  },
  'account_restorations.create': {
    methods: ["GET","HEAD"],
    pattern: '/restore-account',
    tokens: [{"old":"/restore-account","type":0,"val":"restore-account","end":""}],
    types: placeholder as Registry['account_restorations.create']['types'],
  },
  'account_restorations.store': {
    methods: ["POST"],
    pattern: '/restore-account',
    tokens: [{"old":"/restore-account","type":0,"val":"restore-account","end":""}],
    types: placeholder as Registry['account_restorations.store']['types'],
  },
  'identity_confirmations.create': {
    methods: ["GET","HEAD"],
    pattern: '/confirm-identity',
    tokens: [{"old":"/confirm-identity","type":0,"val":"confirm-identity","end":""}],
    types: placeholder as Registry['identity_confirmations.create']['types'],
  },
  'identity_confirmations.store': {
    methods: ["POST"],
    pattern: '/confirm-identity',
    tokens: [{"old":"/confirm-identity","type":0,"val":"confirm-identity","end":""}],
    types: placeholder as Registry['identity_confirmations.store']['types'],
  },
  'passkey_identities.store': {
    methods: ["POST"],
    pattern: '/confirm-identity/passkey',
    tokens: [{"old":"/confirm-identity/passkey","type":0,"val":"confirm-identity","end":""},{"old":"/confirm-identity/passkey","type":0,"val":"passkey","end":""}],
    types: placeholder as Registry['passkey_identities.store']['types'],
  },
  'settings': {
    methods: ["GET","HEAD"],
    pattern: '/settings',
    tokens: [{"old":"/settings","type":0,"val":"settings","end":""}],
    types: placeholder as Registry['settings']['types'],
  },
  'profiles.edit': {
    methods: ["GET","HEAD"],
    pattern: '/settings/profile',
    tokens: [{"old":"/settings/profile","type":0,"val":"settings","end":""},{"old":"/settings/profile","type":0,"val":"profile","end":""}],
    types: placeholder as Registry['profiles.edit']['types'],
  },
  'profiles.update': {
    methods: ["POST"],
    pattern: '/settings/profile',
    tokens: [{"old":"/settings/profile","type":0,"val":"settings","end":""},{"old":"/settings/profile","type":0,"val":"profile","end":""}],
    types: placeholder as Registry['profiles.update']['types'],
  },
  'settings.avatars.store': {
    methods: ["POST"],
    pattern: '/settings/avatar',
    tokens: [{"old":"/settings/avatar","type":0,"val":"settings","end":""},{"old":"/settings/avatar","type":0,"val":"avatar","end":""}],
    types: placeholder as Registry['settings.avatars.store']['types'],
  },
  'settings.avatars.destroy': {
    methods: ["POST"],
    pattern: '/settings/avatar/removal',
    tokens: [{"old":"/settings/avatar/removal","type":0,"val":"settings","end":""},{"old":"/settings/avatar/removal","type":0,"val":"avatar","end":""},{"old":"/settings/avatar/removal","type":0,"val":"removal","end":""}],
    types: placeholder as Registry['settings.avatars.destroy']['types'],
  },
  'preferences.edit': {
    methods: ["GET","HEAD"],
    pattern: '/settings/preferences',
    tokens: [{"old":"/settings/preferences","type":0,"val":"settings","end":""},{"old":"/settings/preferences","type":0,"val":"preferences","end":""}],
    types: placeholder as Registry['preferences.edit']['types'],
  },
  'preferences.update': {
    methods: ["PUT"],
    pattern: '/settings/preferences',
    tokens: [{"old":"/settings/preferences","type":0,"val":"settings","end":""},{"old":"/settings/preferences","type":0,"val":"preferences","end":""}],
    types: placeholder as Registry['preferences.update']['types'],
  },
  'settings.themes.update': {
    methods: ["PUT"],
    pattern: '/settings/theme',
    tokens: [{"old":"/settings/theme","type":0,"val":"settings","end":""},{"old":"/settings/theme","type":0,"val":"theme","end":""}],
    types: placeholder as Registry['settings.themes.update']['types'],
  },
  'security.show': {
    methods: ["GET","HEAD"],
    pattern: '/settings/security',
    tokens: [{"old":"/settings/security","type":0,"val":"settings","end":""},{"old":"/settings/security","type":0,"val":"security","end":""}],
    types: placeholder as Registry['security.show']['types'],
  },
  'browser_sessions.index': {
    methods: ["GET","HEAD"],
    pattern: '/settings/sessions',
    tokens: [{"old":"/settings/sessions","type":0,"val":"settings","end":""},{"old":"/settings/sessions","type":0,"val":"sessions","end":""}],
    types: placeholder as Registry['browser_sessions.index']['types'],
  },
  'browser_sessions.destroy': {
    methods: ["DELETE"],
    pattern: '/settings/sessions/:id',
    tokens: [{"old":"/settings/sessions/:id","type":0,"val":"settings","end":""},{"old":"/settings/sessions/:id","type":0,"val":"sessions","end":""},{"old":"/settings/sessions/:id","type":1,"val":"id","end":""}],
    types: placeholder as Registry['browser_sessions.destroy']['types'],
  },
  'other_sessions.destroy': {
    methods: ["DELETE"],
    pattern: '/settings/other-sessions',
    tokens: [{"old":"/settings/other-sessions","type":0,"val":"settings","end":""},{"old":"/settings/other-sessions","type":0,"val":"other-sessions","end":""}],
    types: placeholder as Registry['other_sessions.destroy']['types'],
  },
  'all_sessions.destroy': {
    methods: ["DELETE"],
    pattern: '/settings/all-sessions',
    tokens: [{"old":"/settings/all-sessions","type":0,"val":"settings","end":""},{"old":"/settings/all-sessions","type":0,"val":"all-sessions","end":""}],
    types: placeholder as Registry['all_sessions.destroy']['types'],
  },
  'passwords.edit': {
    methods: ["GET","HEAD"],
    pattern: '/settings/password',
    tokens: [{"old":"/settings/password","type":0,"val":"settings","end":""},{"old":"/settings/password","type":0,"val":"password","end":""}],
    types: placeholder as Registry['passwords.edit']['types'],
  },
  'passwords.update': {
    methods: ["PUT"],
    pattern: '/settings/password',
    tokens: [{"old":"/settings/password","type":0,"val":"settings","end":""},{"old":"/settings/password","type":0,"val":"password","end":""}],
    types: placeholder as Registry['passwords.update']['types'],
  },
  'email_changes.create': {
    methods: ["GET","HEAD"],
    pattern: '/settings/email',
    tokens: [{"old":"/settings/email","type":0,"val":"settings","end":""},{"old":"/settings/email","type":0,"val":"email","end":""}],
    types: placeholder as Registry['email_changes.create']['types'],
  },
  'email_changes.store': {
    methods: ["POST"],
    pattern: '/settings/email',
    tokens: [{"old":"/settings/email","type":0,"val":"settings","end":""},{"old":"/settings/email","type":0,"val":"email","end":""}],
    types: placeholder as Registry['email_changes.store']['types'],
  },
  'email_changes.destroy': {
    methods: ["DELETE"],
    pattern: '/settings/email',
    tokens: [{"old":"/settings/email","type":0,"val":"settings","end":""},{"old":"/settings/email","type":0,"val":"email","end":""}],
    types: placeholder as Registry['email_changes.destroy']['types'],
  },
  'second_factors.show': {
    methods: ["GET","HEAD"],
    pattern: '/settings/second-factor',
    tokens: [{"old":"/settings/second-factor","type":0,"val":"settings","end":""},{"old":"/settings/second-factor","type":0,"val":"second-factor","end":""}],
    types: placeholder as Registry['second_factors.show']['types'],
  },
  'recovery_codes.index': {
    methods: ["GET","HEAD"],
    pattern: '/settings/recovery-codes',
    tokens: [{"old":"/settings/recovery-codes","type":0,"val":"settings","end":""},{"old":"/settings/recovery-codes","type":0,"val":"recovery-codes","end":""}],
    types: placeholder as Registry['recovery_codes.index']['types'],
  },
  'authenticators.create': {
    methods: ["GET","HEAD"],
    pattern: '/settings/authenticator/new',
    tokens: [{"old":"/settings/authenticator/new","type":0,"val":"settings","end":""},{"old":"/settings/authenticator/new","type":0,"val":"authenticator","end":""},{"old":"/settings/authenticator/new","type":0,"val":"new","end":""}],
    types: placeholder as Registry['authenticators.create']['types'],
  },
  'authenticators.store': {
    methods: ["POST"],
    pattern: '/settings/authenticator',
    tokens: [{"old":"/settings/authenticator","type":0,"val":"settings","end":""},{"old":"/settings/authenticator","type":0,"val":"authenticator","end":""}],
    types: placeholder as Registry['authenticators.store']['types'],
  },
  'authenticators.destroy': {
    methods: ["DELETE"],
    pattern: '/settings/authenticator',
    tokens: [{"old":"/settings/authenticator","type":0,"val":"settings","end":""},{"old":"/settings/authenticator","type":0,"val":"authenticator","end":""}],
    types: placeholder as Registry['authenticators.destroy']['types'],
  },
  'passkeys.create': {
    methods: ["GET","HEAD"],
    pattern: '/settings/passkeys/new',
    tokens: [{"old":"/settings/passkeys/new","type":0,"val":"settings","end":""},{"old":"/settings/passkeys/new","type":0,"val":"passkeys","end":""},{"old":"/settings/passkeys/new","type":0,"val":"new","end":""}],
    types: placeholder as Registry['passkeys.create']['types'],
  },
  'passkeys.store': {
    methods: ["POST"],
    pattern: '/settings/passkeys',
    tokens: [{"old":"/settings/passkeys","type":0,"val":"settings","end":""},{"old":"/settings/passkeys","type":0,"val":"passkeys","end":""}],
    types: placeholder as Registry['passkeys.store']['types'],
  },
  'settings.passkey_challenges.store': {
    methods: ["POST"],
    pattern: '/settings/passkeys/challenge',
    tokens: [{"old":"/settings/passkeys/challenge","type":0,"val":"settings","end":""},{"old":"/settings/passkeys/challenge","type":0,"val":"passkeys","end":""},{"old":"/settings/passkeys/challenge","type":0,"val":"challenge","end":""}],
    types: placeholder as Registry['settings.passkey_challenges.store']['types'],
  },
  'passkeys.destroy': {
    methods: ["DELETE"],
    pattern: '/settings/passkeys/:id',
    tokens: [{"old":"/settings/passkeys/:id","type":0,"val":"settings","end":""},{"old":"/settings/passkeys/:id","type":0,"val":"passkeys","end":""},{"old":"/settings/passkeys/:id","type":1,"val":"id","end":""}],
    types: placeholder as Registry['passkeys.destroy']['types'],
  },
  'recovery_codes.store': {
    methods: ["POST"],
    pattern: '/settings/recovery-codes',
    tokens: [{"old":"/settings/recovery-codes","type":0,"val":"settings","end":""},{"old":"/settings/recovery-codes","type":0,"val":"recovery-codes","end":""}],
    types: placeholder as Registry['recovery_codes.store']['types'],
  },
  'your_data.show': {
    methods: ["GET","HEAD"],
    pattern: '/settings/data',
    tokens: [{"old":"/settings/data","type":0,"val":"settings","end":""},{"old":"/settings/data","type":0,"val":"data","end":""}],
    types: placeholder as Registry['your_data.show']['types'],
  },
  'data_exports.show': {
    methods: ["GET","HEAD"],
    pattern: '/settings/data/export',
    tokens: [{"old":"/settings/data/export","type":0,"val":"settings","end":""},{"old":"/settings/data/export","type":0,"val":"data","end":""},{"old":"/settings/data/export","type":0,"val":"export","end":""}],
    types: placeholder as Registry['data_exports.show']['types'],
  },
  'data_exports.store': {
    methods: ["POST"],
    pattern: '/settings/data/export',
    tokens: [{"old":"/settings/data/export","type":0,"val":"settings","end":""},{"old":"/settings/data/export","type":0,"val":"data","end":""},{"old":"/settings/data/export","type":0,"val":"export","end":""}],
    types: placeholder as Registry['data_exports.store']['types'],
  },
  'account_deletions.create': {
    methods: ["GET","HEAD"],
    pattern: '/settings/data/deletion',
    tokens: [{"old":"/settings/data/deletion","type":0,"val":"settings","end":""},{"old":"/settings/data/deletion","type":0,"val":"data","end":""},{"old":"/settings/data/deletion","type":0,"val":"deletion","end":""}],
    types: placeholder as Registry['account_deletions.create']['types'],
  },
  'account_deletions.store': {
    methods: ["POST"],
    pattern: '/settings/data/deletion',
    tokens: [{"old":"/settings/data/deletion","type":0,"val":"settings","end":""},{"old":"/settings/data/deletion","type":0,"val":"data","end":""},{"old":"/settings/data/deletion","type":0,"val":"deletion","end":""}],
    types: placeholder as Registry['account_deletions.store']['types'],
  },
  'home': {
    methods: ["GET","HEAD"],
    pattern: '/',
    tokens: [{"old":"/","type":0,"val":"/","end":""}],
    types: placeholder as Registry['home']['types'],
  },
  'plain_pages.show': {
    methods: ["GET","HEAD"],
    pattern: '/plain-pages',
    tokens: [{"old":"/plain-pages","type":0,"val":"plain-pages","end":""}],
    types: placeholder as Registry['plain_pages.show']['types'],
  },
  'locales.update': {
    methods: ["PUT"],
    pattern: '/locale',
    tokens: [{"old":"/locale","type":0,"val":"locale","end":""}],
    types: placeholder as Registry['locales.update']['types'],
  },
  'avatars.show': {
    methods: ["GET","HEAD"],
    pattern: '/avatars/:id/:file',
    tokens: [{"old":"/avatars/:id/:file","type":0,"val":"avatars","end":""},{"old":"/avatars/:id/:file","type":1,"val":"id","end":""},{"old":"/avatars/:id/:file","type":1,"val":"file","end":""}],
    types: placeholder as Registry['avatars.show']['types'],
  },
  'health.ready': {
    methods: ["GET","HEAD"],
    pattern: '/health/ready',
    tokens: [{"old":"/health/ready","type":0,"val":"health","end":""},{"old":"/health/ready","type":0,"val":"ready","end":""}],
    types: placeholder as Registry['health.ready']['types'],
  },
  'dashboard.index': {
    methods: ["GET","HEAD"],
    pattern: '/dashboard',
    tokens: [{"old":"/dashboard","type":0,"val":"dashboard","end":""}],
    types: placeholder as Registry['dashboard.index']['types'],
  },
  'not_found': {
    methods: ["GET","HEAD"],
    pattern: '/*',
    tokens: [{"old":"/*","type":2,"val":"*","end":""}],
    types: placeholder as Registry['not_found']['types'],
  },
} as const satisfies Record<string, AdonisEndpoint>

export { routes }

export const registry = {
  routes,
  $tree: {} as ApiDefinition,
}

declare module '@tuyau/core/types' {
  export interface UserRegistry {
    routes: typeof routes
    $tree: ApiDefinition
  }
}
