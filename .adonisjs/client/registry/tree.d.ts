/* eslint-disable prettier/prettier */
import type { routes } from './index.ts'

export interface ApiDefinition {
  mailbox: {
    index: typeof routes['mailbox.index']
    clear: typeof routes['mailbox.clear']
    newest: typeof routes['mailbox.newest']
    show: typeof routes['mailbox.show']
    html: typeof routes['mailbox.html']
  }
  mailPreviews: {
    index: typeof routes['mail_previews.index']
    show: typeof routes['mail_previews.show']
    html: typeof routes['mail_previews.html']
  }
  management: {
    groups: {
      index: typeof routes['management.groups.index']
      create: typeof routes['management.groups.create']
      store: typeof routes['management.groups.store']
      show: typeof routes['management.groups.show']
      edit: typeof routes['management.groups.edit']
      update: typeof routes['management.groups.update']
      destroy: typeof routes['management.groups.destroy']
      members: {
        create: typeof routes['management.groups.members.create']
        store: typeof routes['management.groups.members.store']
        destroy: typeof routes['management.groups.members.destroy']
      }
    }
    permissions: {
      index: typeof routes['management.permissions.index']
      edit: typeof routes['management.permissions.edit']
      update: typeof routes['management.permissions.update']
    }
    users: {
      index: typeof routes['management.users.index']
      create: typeof routes['management.users.create']
      store: typeof routes['management.users.store']
      show: typeof routes['management.users.show']
      edit: typeof routes['management.users.edit']
      update: typeof routes['management.users.update']
      deactivation: {
        store: typeof routes['management.users.deactivation.store']
        destroy: typeof routes['management.users.deactivation.destroy']
      }
      passwordReset: {
        store: typeof routes['management.users.password_reset.store']
      }
      sessions: {
        destroy: typeof routes['management.users.sessions.destroy']
      }
      secondFactor: {
        destroy: typeof routes['management.users.second_factor.destroy']
      }
      secondFactorDuty: {
        store: typeof routes['management.users.second_factor_duty.store']
        destroy: typeof routes['management.users.second_factor_duty.destroy']
      }
      deletion: {
        store: typeof routes['management.users.deletion.store']
        destroy: typeof routes['management.users.deletion.destroy']
      }
      impersonations: {
        create: typeof routes['management.users.impersonations.create']
        store: typeof routes['management.users.impersonations.store']
      }
      permissions: {
        show: typeof routes['management.users.permissions.show']
      }
    }
    invitations: {
      index: typeof routes['management.invitations.index']
      create: typeof routes['management.invitations.create']
      store: typeof routes['management.invitations.store']
      destroy: typeof routes['management.invitations.destroy']
      mails: {
        store: typeof routes['management.invitations.mails.store']
      }
    }
    userExports: {
      store: typeof routes['management.user_exports.store']
      show: typeof routes['management.user_exports.show']
    }
    userBatches: {
      store: typeof routes['management.user_batches.store']
    }
    savedViews: {
      store: typeof routes['management.saved_views.store']
      destroy: typeof routes['management.saved_views.destroy']
    }
    settings: {
      index: typeof routes['management.settings.index']
      edit: typeof routes['management.settings.edit']
      update: typeof routes['management.settings.update']
    }
    settingDefaults: {
      store: typeof routes['management.setting_defaults.store']
    }
    logos: {
      store: typeof routes['management.logos.store']
    }
    userOptions: {
      index: typeof routes['management.user_options.index']
    }
  }
  notifications: {
    index: typeof routes['notifications.index']
  }
  notificationReads: {
    store: typeof routes['notification_reads.store']
  }
  unreadNotifications: {
    destroy: typeof routes['unread_notifications.destroy']
    show: typeof routes['unread_notifications.show']
  }
  notificationChoices: {
    edit: typeof routes['notification_choices.edit']
    update: typeof routes['notification_choices.update']
  }
  notificationStreams: {
    show: typeof routes['notification_streams.show']
  }
  registrations: {
    create: typeof routes['registrations.create']
    store: typeof routes['registrations.store']
  }
  sessions: {
    create: typeof routes['sessions.create']
    store: typeof routes['sessions.store']
    destroy: typeof routes['sessions.destroy']
  }
  secondFactorChecks: {
    create: typeof routes['second_factor_checks.create']
    store: typeof routes['second_factor_checks.store']
  }
  passkeySessions: {
    store: typeof routes['passkey_sessions.store']
  }
  passkeyChecks: {
    store: typeof routes['passkey_checks.store']
  }
  recoveryCodeChecks: {
    create: typeof routes['recovery_code_checks.create']
    store: typeof routes['recovery_code_checks.store']
  }
  logInCodes: {
    create: typeof routes['log_in_codes.create']
    store: typeof routes['log_in_codes.store']
  }
  logInCodeChecks: {
    create: typeof routes['log_in_code_checks.create']
    store: typeof routes['log_in_code_checks.store']
  }
  emailConfirmations: {
    create: typeof routes['email_confirmations.create']
    store: typeof routes['email_confirmations.store']
    show: typeof routes['email_confirmations.show']
    update: typeof routes['email_confirmations.update']
  }
  passwordResets: {
    create: typeof routes['password_resets.create']
    store: typeof routes['password_resets.store']
    edit: typeof routes['password_resets.edit']
    update: typeof routes['password_resets.update']
  }
  confirmationLinks: {
    show: typeof routes['confirmation_links.show']
  }
  emailChangeConfirmations: {
    edit: typeof routes['email_change_confirmations.edit']
    update: typeof routes['email_change_confirmations.update']
  }
  emailChangeReversals: {
    edit: typeof routes['email_change_reversals.edit']
    update: typeof routes['email_change_reversals.update']
  }
  accountDeletionReversals: {
    edit: typeof routes['account_deletion_reversals.edit']
    update: typeof routes['account_deletion_reversals.update']
  }
  invitations: {
    edit: typeof routes['invitations.edit']
    update: typeof routes['invitations.update']
  }
  logInReports: {
    edit: typeof routes['log_in_reports.edit']
    update: typeof routes['log_in_reports.update']
  }
  passkeyChallenges: {
    store: typeof routes['passkey_challenges.store']
  }
  accountRestorations: {
    create: typeof routes['account_restorations.create']
    store: typeof routes['account_restorations.store']
  }
  impersonations: {
    destroy: typeof routes['impersonations.destroy']
  }
  identityConfirmations: {
    create: typeof routes['identity_confirmations.create']
    store: typeof routes['identity_confirmations.store']
  }
  passkeyIdentities: {
    store: typeof routes['passkey_identities.store']
  }
  settings: typeof routes['settings'] & {
    avatars: {
      store: typeof routes['settings.avatars.store']
      destroy: typeof routes['settings.avatars.destroy']
    }
    themes: {
      update: typeof routes['settings.themes.update']
    }
    passkeyChallenges: {
      store: typeof routes['settings.passkey_challenges.store']
    }
  }
  profiles: {
    edit: typeof routes['profiles.edit']
    update: typeof routes['profiles.update']
  }
  preferences: {
    edit: typeof routes['preferences.edit']
    update: typeof routes['preferences.update']
  }
  security: {
    show: typeof routes['security.show']
  }
  accountConfirmations: {
    create: typeof routes['account_confirmations.create']
    store: typeof routes['account_confirmations.store']
  }
  browserSessions: {
    index: typeof routes['browser_sessions.index']
    destroy: typeof routes['browser_sessions.destroy']
  }
  otherSessions: {
    destroy: typeof routes['other_sessions.destroy']
  }
  allSessions: {
    destroy: typeof routes['all_sessions.destroy']
  }
  passwords: {
    edit: typeof routes['passwords.edit']
    update: typeof routes['passwords.update']
  }
  accessTokens: {
    index: typeof routes['access_tokens.index']
    destroy: typeof routes['access_tokens.destroy']
    create: typeof routes['access_tokens.create']
    store: typeof routes['access_tokens.store']
  }
  emailChanges: {
    create: typeof routes['email_changes.create']
    store: typeof routes['email_changes.store']
    destroy: typeof routes['email_changes.destroy']
  }
  secondFactors: {
    show: typeof routes['second_factors.show']
  }
  recoveryCodes: {
    index: typeof routes['recovery_codes.index']
    store: typeof routes['recovery_codes.store']
  }
  authenticators: {
    create: typeof routes['authenticators.create']
    store: typeof routes['authenticators.store']
    destroy: typeof routes['authenticators.destroy']
  }
  passkeys: {
    create: typeof routes['passkeys.create']
    store: typeof routes['passkeys.store']
    edit: typeof routes['passkeys.edit']
    update: typeof routes['passkeys.update']
    destroy: typeof routes['passkeys.destroy']
  }
  yourData: {
    show: typeof routes['your_data.show']
  }
  dataExports: {
    show: typeof routes['data_exports.show']
    store: typeof routes['data_exports.store']
  }
  accountDeletions: {
    create: typeof routes['account_deletions.create']
    store: typeof routes['account_deletions.store']
  }
  socialSessions: {
    store: typeof routes['social_sessions.store']
  }
  socialRegistrations: {
    create: typeof routes['social_registrations.create']
    store: typeof routes['social_registrations.store']
  }
  socialCallbacks: {
    show: typeof routes['social_callbacks.show']
  }
  socialIdentityChecks: {
    store: typeof routes['social_identity_checks.store']
  }
  passwordLinks: {
    store: typeof routes['password_links.store']
  }
  socialIdentities: {
    index: typeof routes['social_identities.index']
    store: typeof routes['social_identities.store']
    destroy: typeof routes['social_identities.destroy']
  }
  api: {
    me: {
      show: typeof routes['api.me.show']
    }
    events: {
      index: typeof routes['api.events.index']
    }
    documents: {
      show: typeof routes['api.documents.show']
    }
    notFound: typeof routes['api.not_found']
  }
  home: typeof routes['home']
  plainPages: {
    show: typeof routes['plain_pages.show']
  }
  locales: {
    update: typeof routes['locales.update']
  }
  avatars: {
    show: typeof routes['avatars.show']
  }
  logos: {
    show: typeof routes['logos.show']
  }
  health: {
    ready: typeof routes['health.ready']
  }
  dashboard: {
    index: typeof routes['dashboard.index']
  }
  notFound: typeof routes['not_found']
}
