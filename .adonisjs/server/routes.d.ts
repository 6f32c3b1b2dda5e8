import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'mailbox.index': { paramsTuple?: []; params?: {} }
    'mailbox.clear': { paramsTuple?: []; params?: {} }
    'mailbox.newest': { paramsTuple?: []; params?: {} }
    'mailbox.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'mailbox.html': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'mail_previews.index': { paramsTuple?: []; params?: {} }
    'mail_previews.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'mail_previews.html': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'management.groups.index': { paramsTuple?: []; params?: {} }
    'management.groups.create': { paramsTuple?: []; params?: {} }
    'management.groups.store': { paramsTuple?: []; params?: {} }
    'management.groups.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.members.create': { paramsTuple: [ParamValue]; params: {'group_id': ParamValue} }
    'management.groups.members.store': { paramsTuple: [ParamValue]; params: {'group_id': ParamValue} }
    'management.groups.members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'group_id': ParamValue,'id': ParamValue} }
    'management.permissions.index': { paramsTuple?: []; params?: {} }
    'management.permissions.edit': { paramsTuple?: []; params?: {} }
    'management.permissions.update': { paramsTuple?: []; params?: {} }
    'management.users.index': { paramsTuple?: []; params?: {} }
    'management.users.create': { paramsTuple?: []; params?: {} }
    'management.users.store': { paramsTuple?: []; params?: {} }
    'management.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.users.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.users.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.invitations.index': { paramsTuple?: []; params?: {} }
    'management.invitations.create': { paramsTuple?: []; params?: {} }
    'management.invitations.store': { paramsTuple?: []; params?: {} }
    'management.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.invitations.mails.store': { paramsTuple: [ParamValue]; params: {'invitation_id': ParamValue} }
    'management.user_exports.store': { paramsTuple?: []; params?: {} }
    'management.user_exports.show': { paramsTuple?: []; params?: {} }
    'management.users.deactivation.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.deactivation.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.password_reset.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.sessions.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.second_factor.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.second_factor_duty.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.second_factor_duty.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.deletion.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.deletion.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.impersonations.create': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.impersonations.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.permissions.show': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.user_batches.store': { paramsTuple?: []; params?: {} }
    'management.saved_views.store': { paramsTuple?: []; params?: {} }
    'management.saved_views.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.settings.index': { paramsTuple?: []; params?: {} }
    'management.settings.edit': { paramsTuple?: []; params?: {} }
    'management.settings.update': { paramsTuple?: []; params?: {} }
    'management.setting_defaults.store': { paramsTuple?: []; params?: {} }
    'management.logos.store': { paramsTuple?: []; params?: {} }
    'management.user_options.index': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'notification_reads.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'unread_notifications.destroy': { paramsTuple?: []; params?: {} }
    'notification_choices.edit': { paramsTuple?: []; params?: {} }
    'notification_choices.update': { paramsTuple?: []; params?: {} }
    'unread_notifications.show': { paramsTuple?: []; params?: {} }
    'notification_streams.show': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'registrations.store': { paramsTuple?: []; params?: {} }
    'sessions.create': { paramsTuple?: []; params?: {} }
    'sessions.store': { paramsTuple?: []; params?: {} }
    'second_factor_checks.create': { paramsTuple?: []; params?: {} }
    'second_factor_checks.store': { paramsTuple?: []; params?: {} }
    'passkey_sessions.store': { paramsTuple?: []; params?: {} }
    'passkey_checks.store': { paramsTuple?: []; params?: {} }
    'recovery_code_checks.create': { paramsTuple?: []; params?: {} }
    'recovery_code_checks.store': { paramsTuple?: []; params?: {} }
    'log_in_codes.create': { paramsTuple?: []; params?: {} }
    'log_in_codes.store': { paramsTuple?: []; params?: {} }
    'log_in_code_checks.create': { paramsTuple?: []; params?: {} }
    'log_in_code_checks.store': { paramsTuple?: []; params?: {} }
    'email_confirmations.create': { paramsTuple?: []; params?: {} }
    'email_confirmations.store': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'confirmation_links.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'email_confirmations.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'email_change_confirmations.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_change_confirmations.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_change_reversals.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_change_reversals.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account_deletion_reversals.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account_deletion_reversals.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'log_in_reports.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'log_in_reports.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'passkey_challenges.store': { paramsTuple?: []; params?: {} }
    'sessions.destroy': { paramsTuple?: []; params?: {} }
    'account_restorations.create': { paramsTuple?: []; params?: {} }
    'account_restorations.store': { paramsTuple?: []; params?: {} }
    'impersonations.destroy': { paramsTuple?: []; params?: {} }
    'identity_confirmations.create': { paramsTuple?: []; params?: {} }
    'identity_confirmations.store': { paramsTuple?: []; params?: {} }
    'passkey_identities.store': { paramsTuple?: []; params?: {} }
    'settings': { paramsTuple?: []; params?: {} }
    'profiles.edit': { paramsTuple?: []; params?: {} }
    'profiles.update': { paramsTuple?: []; params?: {} }
    'settings.avatars.store': { paramsTuple?: []; params?: {} }
    'settings.avatars.destroy': { paramsTuple?: []; params?: {} }
    'preferences.edit': { paramsTuple?: []; params?: {} }
    'preferences.update': { paramsTuple?: []; params?: {} }
    'settings.themes.update': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'account_confirmations.create': { paramsTuple?: []; params?: {} }
    'account_confirmations.store': { paramsTuple?: []; params?: {} }
    'browser_sessions.index': { paramsTuple?: []; params?: {} }
    'browser_sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'other_sessions.destroy': { paramsTuple?: []; params?: {} }
    'all_sessions.destroy': { paramsTuple?: []; params?: {} }
    'passwords.edit': { paramsTuple?: []; params?: {} }
    'passwords.update': { paramsTuple?: []; params?: {} }
    'access_tokens.index': { paramsTuple?: []; params?: {} }
    'access_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'access_tokens.create': { paramsTuple?: []; params?: {} }
    'access_tokens.store': { paramsTuple?: []; params?: {} }
    'email_changes.create': { paramsTuple?: []; params?: {} }
    'email_changes.store': { paramsTuple?: []; params?: {} }
    'email_changes.destroy': { paramsTuple?: []; params?: {} }
    'second_factors.show': { paramsTuple?: []; params?: {} }
    'recovery_codes.index': { paramsTuple?: []; params?: {} }
    'authenticators.create': { paramsTuple?: []; params?: {} }
    'authenticators.store': { paramsTuple?: []; params?: {} }
    'authenticators.destroy': { paramsTuple?: []; params?: {} }
    'passkeys.create': { paramsTuple?: []; params?: {} }
    'passkeys.store': { paramsTuple?: []; params?: {} }
    'settings.passkey_challenges.store': { paramsTuple?: []; params?: {} }
    'passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'recovery_codes.store': { paramsTuple?: []; params?: {} }
    'your_data.show': { paramsTuple?: []; params?: {} }
    'data_exports.show': { paramsTuple?: []; params?: {} }
    'data_exports.store': { paramsTuple?: []; params?: {} }
    'account_deletions.create': { paramsTuple?: []; params?: {} }
    'account_deletions.store': { paramsTuple?: []; params?: {} }
    'social_sessions.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'social_registrations.create': { paramsTuple?: []; params?: {} }
    'social_registrations.store': { paramsTuple?: []; params?: {} }
    'social_callbacks.show': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'social_identity_checks.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'password_links.store': { paramsTuple?: []; params?: {} }
    'social_identities.index': { paramsTuple?: []; params?: {} }
    'social_identities.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'social_identities.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.me.show': { paramsTuple?: []; params?: {} }
    'api.events.index': { paramsTuple?: []; params?: {} }
    'api.documents.show': { paramsTuple?: []; params?: {} }
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'home': { paramsTuple?: []; params?: {} }
    'plain_pages.show': { paramsTuple?: []; params?: {} }
    'locales.update': { paramsTuple?: []; params?: {} }
    'avatars.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'file': ParamValue} }
    'logos.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'dashboard.index': { paramsTuple?: []; params?: {} }
    'not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  GET: {
    'mailbox.index': { paramsTuple?: []; params?: {} }
    'mailbox.newest': { paramsTuple?: []; params?: {} }
    'mailbox.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'mailbox.html': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'mail_previews.index': { paramsTuple?: []; params?: {} }
    'mail_previews.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'mail_previews.html': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'management.groups.index': { paramsTuple?: []; params?: {} }
    'management.groups.create': { paramsTuple?: []; params?: {} }
    'management.groups.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.members.create': { paramsTuple: [ParamValue]; params: {'group_id': ParamValue} }
    'management.permissions.index': { paramsTuple?: []; params?: {} }
    'management.permissions.edit': { paramsTuple?: []; params?: {} }
    'management.users.index': { paramsTuple?: []; params?: {} }
    'management.users.create': { paramsTuple?: []; params?: {} }
    'management.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.users.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.invitations.index': { paramsTuple?: []; params?: {} }
    'management.invitations.create': { paramsTuple?: []; params?: {} }
    'management.user_exports.show': { paramsTuple?: []; params?: {} }
    'management.users.impersonations.create': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.permissions.show': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.settings.index': { paramsTuple?: []; params?: {} }
    'management.settings.edit': { paramsTuple?: []; params?: {} }
    'management.user_options.index': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'notification_choices.edit': { paramsTuple?: []; params?: {} }
    'unread_notifications.show': { paramsTuple?: []; params?: {} }
    'notification_streams.show': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'sessions.create': { paramsTuple?: []; params?: {} }
    'second_factor_checks.create': { paramsTuple?: []; params?: {} }
    'recovery_code_checks.create': { paramsTuple?: []; params?: {} }
    'log_in_codes.create': { paramsTuple?: []; params?: {} }
    'log_in_code_checks.create': { paramsTuple?: []; params?: {} }
    'email_confirmations.create': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'confirmation_links.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'email_change_confirmations.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_change_reversals.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account_deletion_reversals.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'log_in_reports.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account_restorations.create': { paramsTuple?: []; params?: {} }
    'identity_confirmations.create': { paramsTuple?: []; params?: {} }
    'settings': { paramsTuple?: []; params?: {} }
    'profiles.edit': { paramsTuple?: []; params?: {} }
    'preferences.edit': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'account_confirmations.create': { paramsTuple?: []; params?: {} }
    'browser_sessions.index': { paramsTuple?: []; params?: {} }
    'passwords.edit': { paramsTuple?: []; params?: {} }
    'access_tokens.index': { paramsTuple?: []; params?: {} }
    'access_tokens.create': { paramsTuple?: []; params?: {} }
    'email_changes.create': { paramsTuple?: []; params?: {} }
    'second_factors.show': { paramsTuple?: []; params?: {} }
    'recovery_codes.index': { paramsTuple?: []; params?: {} }
    'authenticators.create': { paramsTuple?: []; params?: {} }
    'passkeys.create': { paramsTuple?: []; params?: {} }
    'passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'your_data.show': { paramsTuple?: []; params?: {} }
    'data_exports.show': { paramsTuple?: []; params?: {} }
    'account_deletions.create': { paramsTuple?: []; params?: {} }
    'social_registrations.create': { paramsTuple?: []; params?: {} }
    'social_callbacks.show': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'social_identities.index': { paramsTuple?: []; params?: {} }
    'api.me.show': { paramsTuple?: []; params?: {} }
    'api.events.index': { paramsTuple?: []; params?: {} }
    'api.documents.show': { paramsTuple?: []; params?: {} }
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'home': { paramsTuple?: []; params?: {} }
    'plain_pages.show': { paramsTuple?: []; params?: {} }
    'avatars.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'file': ParamValue} }
    'logos.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'dashboard.index': { paramsTuple?: []; params?: {} }
    'not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  HEAD: {
    'mailbox.index': { paramsTuple?: []; params?: {} }
    'mailbox.newest': { paramsTuple?: []; params?: {} }
    'mailbox.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'mailbox.html': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'mail_previews.index': { paramsTuple?: []; params?: {} }
    'mail_previews.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'mail_previews.html': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'management.groups.index': { paramsTuple?: []; params?: {} }
    'management.groups.create': { paramsTuple?: []; params?: {} }
    'management.groups.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.members.create': { paramsTuple: [ParamValue]; params: {'group_id': ParamValue} }
    'management.permissions.index': { paramsTuple?: []; params?: {} }
    'management.permissions.edit': { paramsTuple?: []; params?: {} }
    'management.users.index': { paramsTuple?: []; params?: {} }
    'management.users.create': { paramsTuple?: []; params?: {} }
    'management.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.users.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.invitations.index': { paramsTuple?: []; params?: {} }
    'management.invitations.create': { paramsTuple?: []; params?: {} }
    'management.user_exports.show': { paramsTuple?: []; params?: {} }
    'management.users.impersonations.create': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.permissions.show': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.settings.index': { paramsTuple?: []; params?: {} }
    'management.settings.edit': { paramsTuple?: []; params?: {} }
    'management.user_options.index': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'notification_choices.edit': { paramsTuple?: []; params?: {} }
    'unread_notifications.show': { paramsTuple?: []; params?: {} }
    'notification_streams.show': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'sessions.create': { paramsTuple?: []; params?: {} }
    'second_factor_checks.create': { paramsTuple?: []; params?: {} }
    'recovery_code_checks.create': { paramsTuple?: []; params?: {} }
    'log_in_codes.create': { paramsTuple?: []; params?: {} }
    'log_in_code_checks.create': { paramsTuple?: []; params?: {} }
    'email_confirmations.create': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'confirmation_links.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'email_change_confirmations.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_change_reversals.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account_deletion_reversals.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'log_in_reports.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account_restorations.create': { paramsTuple?: []; params?: {} }
    'identity_confirmations.create': { paramsTuple?: []; params?: {} }
    'settings': { paramsTuple?: []; params?: {} }
    'profiles.edit': { paramsTuple?: []; params?: {} }
    'preferences.edit': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'account_confirmations.create': { paramsTuple?: []; params?: {} }
    'browser_sessions.index': { paramsTuple?: []; params?: {} }
    'passwords.edit': { paramsTuple?: []; params?: {} }
    'access_tokens.index': { paramsTuple?: []; params?: {} }
    'access_tokens.create': { paramsTuple?: []; params?: {} }
    'email_changes.create': { paramsTuple?: []; params?: {} }
    'second_factors.show': { paramsTuple?: []; params?: {} }
    'recovery_codes.index': { paramsTuple?: []; params?: {} }
    'authenticators.create': { paramsTuple?: []; params?: {} }
    'passkeys.create': { paramsTuple?: []; params?: {} }
    'passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'your_data.show': { paramsTuple?: []; params?: {} }
    'data_exports.show': { paramsTuple?: []; params?: {} }
    'account_deletions.create': { paramsTuple?: []; params?: {} }
    'social_registrations.create': { paramsTuple?: []; params?: {} }
    'social_callbacks.show': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'social_identities.index': { paramsTuple?: []; params?: {} }
    'api.me.show': { paramsTuple?: []; params?: {} }
    'api.events.index': { paramsTuple?: []; params?: {} }
    'api.documents.show': { paramsTuple?: []; params?: {} }
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'home': { paramsTuple?: []; params?: {} }
    'plain_pages.show': { paramsTuple?: []; params?: {} }
    'avatars.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'file': ParamValue} }
    'logos.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'dashboard.index': { paramsTuple?: []; params?: {} }
    'not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  POST: {
    'mailbox.clear': { paramsTuple?: []; params?: {} }
    'management.groups.store': { paramsTuple?: []; params?: {} }
    'management.groups.members.store': { paramsTuple: [ParamValue]; params: {'group_id': ParamValue} }
    'management.users.store': { paramsTuple?: []; params?: {} }
    'management.invitations.store': { paramsTuple?: []; params?: {} }
    'management.invitations.mails.store': { paramsTuple: [ParamValue]; params: {'invitation_id': ParamValue} }
    'management.user_exports.store': { paramsTuple?: []; params?: {} }
    'management.users.deactivation.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.password_reset.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.second_factor_duty.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.deletion.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.impersonations.store': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.user_batches.store': { paramsTuple?: []; params?: {} }
    'management.saved_views.store': { paramsTuple?: []; params?: {} }
    'management.setting_defaults.store': { paramsTuple?: []; params?: {} }
    'management.logos.store': { paramsTuple?: []; params?: {} }
    'notification_reads.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'unread_notifications.destroy': { paramsTuple?: []; params?: {} }
    'notification_choices.update': { paramsTuple?: []; params?: {} }
    'registrations.store': { paramsTuple?: []; params?: {} }
    'sessions.store': { paramsTuple?: []; params?: {} }
    'second_factor_checks.store': { paramsTuple?: []; params?: {} }
    'passkey_sessions.store': { paramsTuple?: []; params?: {} }
    'passkey_checks.store': { paramsTuple?: []; params?: {} }
    'recovery_code_checks.store': { paramsTuple?: []; params?: {} }
    'log_in_codes.store': { paramsTuple?: []; params?: {} }
    'log_in_code_checks.store': { paramsTuple?: []; params?: {} }
    'email_confirmations.store': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'email_change_confirmations.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_change_reversals.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account_deletion_reversals.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'log_in_reports.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'passkey_challenges.store': { paramsTuple?: []; params?: {} }
    'sessions.destroy': { paramsTuple?: []; params?: {} }
    'account_restorations.store': { paramsTuple?: []; params?: {} }
    'identity_confirmations.store': { paramsTuple?: []; params?: {} }
    'passkey_identities.store': { paramsTuple?: []; params?: {} }
    'profiles.update': { paramsTuple?: []; params?: {} }
    'settings.avatars.store': { paramsTuple?: []; params?: {} }
    'settings.avatars.destroy': { paramsTuple?: []; params?: {} }
    'account_confirmations.store': { paramsTuple?: []; params?: {} }
    'access_tokens.store': { paramsTuple?: []; params?: {} }
    'email_changes.store': { paramsTuple?: []; params?: {} }
    'authenticators.store': { paramsTuple?: []; params?: {} }
    'passkeys.store': { paramsTuple?: []; params?: {} }
    'settings.passkey_challenges.store': { paramsTuple?: []; params?: {} }
    'recovery_codes.store': { paramsTuple?: []; params?: {} }
    'data_exports.store': { paramsTuple?: []; params?: {} }
    'account_deletions.store': { paramsTuple?: []; params?: {} }
    'social_sessions.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'social_registrations.store': { paramsTuple?: []; params?: {} }
    'social_identity_checks.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'password_links.store': { paramsTuple?: []; params?: {} }
    'social_identities.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'social_identities.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  PUT: {
    'management.groups.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.permissions.update': { paramsTuple?: []; params?: {} }
    'management.users.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.settings.update': { paramsTuple?: []; params?: {} }
    'preferences.update': { paramsTuple?: []; params?: {} }
    'settings.themes.update': { paramsTuple?: []; params?: {} }
    'passwords.update': { paramsTuple?: []; params?: {} }
    'passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'locales.update': { paramsTuple?: []; params?: {} }
  }
  PATCH: {
    'management.groups.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.users.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  DELETE: {
    'management.groups.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.groups.members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'group_id': ParamValue,'id': ParamValue} }
    'management.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'management.users.deactivation.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.sessions.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.second_factor.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.second_factor_duty.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.users.deletion.destroy': { paramsTuple: [ParamValue]; params: {'user_id': ParamValue} }
    'management.saved_views.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'impersonations.destroy': { paramsTuple?: []; params?: {} }
    'browser_sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'other_sessions.destroy': { paramsTuple?: []; params?: {} }
    'all_sessions.destroy': { paramsTuple?: []; params?: {} }
    'access_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'email_changes.destroy': { paramsTuple?: []; params?: {} }
    'authenticators.destroy': { paramsTuple?: []; params?: {} }
    'passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  OPTIONS: {
    'api.not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}