/** Each message key with the values it needs. */
export interface Messages {
  'access_tokens.heading': undefined
  'access_tokens.lead': undefined
  'access_tokens.empty': undefined
  'access_tokens.add': undefined
  'access_tokens.created': { date: string | number }
  'access_tokens.used': { date: string | number }
  'access_tokens.unused': undefined
  'access_tokens.expires': { date: string | number }
  'access_tokens.never_expires': undefined
  'access_tokens.expired': undefined
  'access_tokens.revoke': undefined
  'access_tokens.revoke_one': { name: string | number }
  'access_tokens.confirm_title': { name: string | number }
  'access_tokens.confirm_text': undefined
  'access_tokens.fate': undefined
  'access_tokens.documentation': undefined
  'access_tokens.new.heading': undefined
  'access_tokens.new.lead': undefined
  'access_tokens.new.label': undefined
  'access_tokens.new.copy': undefined
  'access_tokens.new.copied': undefined
  'access_tokens.create.title': undefined
  'access_tokens.create.heading': undefined
  'access_tokens.create.lead': undefined
  'access_tokens.create.name': undefined
  'access_tokens.create.abilities': undefined
  'access_tokens.create.lifetime': undefined
  'access_tokens.create.submit': undefined
  'access_tokens.lifetimes.days': { days: number }
  'access_tokens.lifetimes.never': undefined
  'access_tokens.abilities.profile:read': undefined
  'access_tokens.abilities.events:read': undefined
  'activity.heading': undefined
  'activity.device': { browser: string | number; system: string | number }
  'activity.unknown_device': undefined
  'activity.from_address': { address: string | number }
  'activity.columns.kind': undefined
  'activity.columns.time': undefined
  'activity.columns.device': undefined
  'activity.columns.address': undefined
  'activity.filter.kind': undefined
  'activity.filter.all_kinds': undefined
  'activity.filter.from': undefined
  'activity.filter.to': undefined
  'activity.empty.title': undefined
  'activity.empty.text': undefined
  'activity.kinds.access_token_made': undefined
  'activity.kinds.access_token_revoked': undefined
  'activity.kinds.access_tokens_revoked': undefined
  'activity.kinds.signed_up': undefined
  'activity.kinds.confirmed': undefined
  'activity.kinds.confirmation_sent': undefined
  'activity.kinds.signed_in': undefined
  'activity.kinds.signed_out': undefined
  'activity.kinds.export_requested': undefined
  'activity.kinds.export_downloaded': undefined
  'activity.kinds.list_exported': undefined
  'activity.kinds.list_downloaded': undefined
  'activity.kinds.deletion_requested': undefined
  'activity.kinds.deletion_ordered': undefined
  'activity.kinds.deletion_undone': undefined
  'activity.kinds.account_erased': undefined
  'activity.kinds.token_reused': undefined
  'activity.kinds.sign_in_failed': undefined
  'activity.kinds.other': undefined
  'activity.kinds.password_check_failed': undefined
  'activity.kinds.password_reset': undefined
  'activity.kinds.password_changed': undefined
  'activity.kinds.email_change_requested': undefined
  'activity.kinds.email_change_cancelled': undefined
  'activity.kinds.email_changed': undefined
  'activity.kinds.email_change_undone': undefined
  'activity.kinds.log_in_reported': undefined
  'activity.kinds.account_created': undefined
  'activity.kinds.password_set': undefined
  'activity.kinds.account_disabled': undefined
  'activity.kinds.account_enabled': undefined
  'activity.kinds.groups_changed': undefined
  'activity.kinds.invitation_accepted': undefined
  'activity.kinds.profile_changed': undefined
  'activity.kinds.factor_required': undefined
  'activity.kinds.factor_not_required': undefined
  'activity.kinds.setting_changed': undefined
  'activity.kinds.second_factor_enabled': undefined
  'activity.kinds.second_factor_disabled': undefined
  'activity.kinds.second_factor_failed': undefined
  'activity.kinds.recovery_codes_made': undefined
  'activity.kinds.recovery_code_used': undefined
  'activity.kinds.sessions_ended': undefined
  'activity.kinds.session_ended': undefined
  'activity.kinds.other_sessions_ended': undefined
  'activity.kinds.all_sessions_ended': undefined
  'activity.kinds.passkey_added': undefined
  'activity.kinds.passkey_renamed': undefined
  'activity.kinds.passkey_removed': undefined
  'activity.kinds.passkey_used': undefined
  'activity.kinds.passkey_refused': undefined
  'activity.kinds.log_in_code_used': undefined
  'activity.kinds.log_in_code_failed': undefined
  'activity.kinds.second_factor_reset': undefined
  'activity.kinds.password_added': undefined
  'activity.kinds.identity_linked': undefined
  'activity.kinds.identity_unlinked': undefined
  'activity.kinds.identity_used': undefined
  'activity.kinds.viewed_by_staff': undefined
  'activity.kinds.used_by_staff': undefined
  'activity.kinds.left_by_staff': undefined
  'activity.kinds.impersonation_started': undefined
  'activity.kinds.impersonation_ended': undefined
  'activity.recent': undefined
  'activity.see_all': undefined
  'activity.impersonated': { name: string | number; reason: string | number }
  'activity.by_staff': undefined
  'activity.setting': { setting: string | number; from: string | number; to: string | number }
  'api.problems.401': undefined
  'api.problems.404': undefined
  'api.problems.422': undefined
  'api.problems.ability': { ability: string | number }
  'auth.name': undefined
  'auth.email': undefined
  'auth.password': undefined
  'auth.show_password': undefined
  'auth.strength.short': undefined
  'auth.strength.common': undefined
  'auth.strength.personal': undefined
  'auth.strength.fair': undefined
  'auth.strength.good': undefined
  'auth.strength.strong': undefined
  'auth.registrations.title': undefined
  'auth.registrations.heading': undefined
  'auth.registrations.lead': undefined
  'auth.registrations.password_help': undefined
  'auth.registrations.submit': undefined
  'auth.registrations.terms_label': undefined
  'auth.registrations.taken': undefined
  'auth.registrations.closed.title': undefined
  'auth.registrations.closed.heading': undefined
  'auth.registrations.closed.lead': undefined
  'auth.email_confirmations.title': undefined
  'auth.email_confirmations.heading': undefined
  'auth.email_confirmations.heading_again': undefined
  'auth.email_confirmations.lead_again': undefined
  'auth.email_confirmations.spam_note': undefined
  'auth.email_confirmations.submit': undefined
  'auth.email_confirmations.back': undefined
  'auth.email_confirmations.confirm.title': undefined
  'auth.email_confirmations.confirm.heading': undefined
  'auth.email_confirmations.confirm.lead': undefined
  'auth.email_confirmations.confirm.signed_up': undefined
  'auth.email_confirmations.confirm.submit': undefined
  'auth.email_confirmations.confirm.not_mine': undefined
  'auth.email_confirmations.confirm.submit_switch': undefined
  'auth.email_confirmations.confirm.stay': undefined
  'auth.sessions.title': undefined
  'auth.sessions.heading': undefined
  'auth.sessions.lead': undefined
  'auth.sessions.remember': undefined
  'auth.sessions.submit': undefined
  'auth.sessions.forgot_password': undefined
  'auth.password_resets.title': undefined
  'auth.password_resets.heading': undefined
  'auth.password_resets.lead': undefined
  'auth.password_resets.dead_link': undefined
  'auth.password_resets.submit': undefined
  'auth.password_resets.submit_again': undefined
  'auth.password_resets.back': undefined
  'auth.password_resets.edit.title': undefined
  'auth.password_resets.edit.heading': undefined
  'auth.password_resets.edit.password': undefined
  'auth.password_resets.edit.submit': undefined
  'auth.identity_confirmations.title': undefined
  'auth.identity_confirmations.heading': undefined
  'auth.identity_confirmations.submit': undefined
  'auth.email_change_confirmations.title': undefined
  'auth.email_change_confirmations.heading': undefined
  'auth.email_change_confirmations.submit': undefined
  'auth.email_change_reversals.title': undefined
  'auth.email_change_reversals.heading': undefined
  'auth.email_change_reversals.submit': undefined
  'auth.log_in_reports.title': undefined
  'auth.log_in_reports.heading': undefined
  'auth.log_in_reports.submit': undefined
  'auth.second_factor_checks.title': undefined
  'auth.second_factor_checks.heading': undefined
  'auth.second_factor_checks.code': undefined
  'auth.second_factor_checks.submit': undefined
  'auth.second_factor_checks.use_recovery_code': undefined
  'auth.second_factor_checks.cancel': undefined
  'auth.recovery_code_checks.title': undefined
  'auth.recovery_code_checks.heading': undefined
  'auth.recovery_code_checks.code': undefined
  'auth.recovery_code_checks.submit': undefined
  'auth.recovery_code_checks.back': undefined
  'auth.recovery_code_checks.lost': undefined
  'auth.passkeys.log_in': undefined
  'auth.passkeys.use': undefined
  'auth.passkeys.needs_scripts': undefined
  'auth.passkeys.errors.cancelled': undefined
  'auth.passkeys.errors.exists': undefined
  'auth.passkeys.errors.unsupported': undefined
  'auth.passkeys.errors.failed': undefined
  'auth.invitations.title': undefined
  'auth.invitations.heading': undefined
  'auth.invitations.submit': undefined
  'common.tagline': undefined
  'common.skip_to_content': undefined
  'common.language': undefined
  'common.change_language': undefined
  'common.color_mode': undefined
  'common.main_navigation': undefined
  'common.breadcrumb': undefined
  'common.plain_navigation': undefined
  'common.user_menu': undefined
  'common.go_home': { app: string | number }
  'common.log_in': undefined
  'common.log_out': undefined
  'common.sign_up': undefined
  'common.dashboard': undefined
  'common.keep_account': undefined
  'common.settings': undefined
  'common.cancel': undefined
  'common.save': undefined
  'common.edit': undefined
  'common.delete': undefined
  'common.restore': undefined
  'common.unsaved.title': undefined
  'common.unsaved.text': undefined
  'common.unsaved.leave': undefined
  'common.unsaved.stay': undefined
  'common.no_undo': undefined
  'common.can_be_restored': undefined
  'common.back': undefined
  'common.retry': undefined
  'common.home': undefined
  'common.page_title': { title: string | number; app: string | number }
  'common.sidebar': undefined
  'common.show_options': undefined
  'common.notification': undefined
  'common.notifications': undefined
  'common.pages.first': undefined
  'common.pages.previous': undefined
  'common.pages.page': { page: string | number }
  'common.pages.next': undefined
  'common.pages.last': undefined
  'common.terms': undefined
  'common.privacy': undefined
  'confirmation.title': undefined
  'confirmation.heading': undefined
  'confirmation.lead': { email: string | number }
  'confirmation.banner': { email: string | number }
  'confirmation.resend': undefined
  'confirmation.change': undefined
  'confirmation.sent': { email: string | number }
  'confirmation.log_in_first': undefined
  'confirmation.other_account': { email: string | number }
  'confirmation.lead_own': undefined
  'confirmation.submit_own': undefined
  'confirmation.moved.log_in_first': undefined
  'confirmation.moved.other_account': undefined
  'confirmation.elsewhere.lead': undefined
  'confirmation.elsewhere.password': undefined
  'confirmation.elsewhere.choose': undefined
  'confirmation.elsewhere.wrong_password': undefined
  'dashboard.title': undefined
  'dashboard.greeting': { name: string | number }
  'dashboard.lead': undefined
  'dashboard.steps.heading': undefined
  'dashboard.steps.lead': undefined
  'dashboard.steps.done': { done: number; total: number }
  'dashboard.steps.is_done': undefined
  'dashboard.steps.is_open': undefined
  'dashboard.steps.confirm_email.title': undefined
  'dashboard.steps.confirm_email.text': undefined
  'dashboard.steps.choose_preferences.title': undefined
  'dashboard.steps.choose_preferences.text': undefined
  'dashboard.steps.add_second_factor.title': undefined
  'dashboard.steps.add_second_factor.text': undefined
  'dashboard.account.heading': undefined
  'dashboard.account.email': undefined
  'dashboard.account.language': undefined
  'dashboard.account.time_zone': undefined
  'dashboard.account.edit': undefined
  'errors.E_VALIDATION_ERROR': { count: number }
  'errors.denied': undefined
  'errors.throttled_minutes': { minutes: number }
  'errors.throttled': { seconds: number }
  'errors.wait_is_over': undefined
  'errors.expired.kept': undefined
  'errors.expired.incomplete': undefined
  'errors.expired.button': undefined
  'errors.expired.open': undefined
  'errors.expired.other_account': undefined
  'errors.expired.send': undefined
  'errors.expired.form': undefined
  'errors.expired.page': undefined
  'errors.page.400.title': undefined
  'errors.page.400.text': undefined
  'errors.page.401.title': undefined
  'errors.page.401.text': undefined
  'errors.page.403.title': undefined
  'errors.page.403.text': undefined
  'errors.page.404.title': undefined
  'errors.page.404.text': undefined
  'errors.page.405.title': undefined
  'errors.page.405.text': undefined
  'errors.page.410.title': undefined
  'errors.page.410.text': undefined
  'errors.page.413.title': undefined
  'errors.page.413.text': undefined
  'errors.page.419.title': undefined
  'errors.page.419.text': undefined
  'errors.page.422.title': undefined
  'errors.page.422.text': undefined
  'errors.page.429.title': undefined
  'errors.page.429.text': undefined
  'errors.page.500.title': undefined
  'errors.page.500.text': undefined
  'errors.page.503.title': undefined
  'errors.page.503.text': undefined
  'errors.page.name': undefined
  'errors.page.status': { status: string | number }
  'errors.page.new_link': undefined
  'errors.page.other.title': undefined
  'errors.page.other.text': undefined
  'errors.maintenance.title': undefined
  'errors.maintenance.text': undefined
  'errors.maintenance.until': { time: string | number; zone: string | number }
  'errors.maintenance.reopens': undefined
  'errors.links.title': undefined
  'errors.links.reset': undefined
  'errors.links.sign_up': undefined
  'errors.links.sign_up_expired': undefined
  'errors.links.sign_up_used': undefined
  'errors.links.password_reset': undefined
  'errors.links.email_change': undefined
  'errors.links.email_change_undo': undefined
  'errors.links.deletion_undo': undefined
  'errors.links.log_in_report': undefined
  'errors.links.invitation': undefined
  'errors.toast.unexpected': undefined
  'errors.toast.network': undefined
  'fields.on': undefined
  'fields.off': undefined
  'fields.count': { count: number; most: number }
  'fields.longest': { most: number }
  'fields.time_zone': { zone: string | number }
  'fields.tags_help': undefined
  'fields.tags_plain': undefined
  'fields.remove_tag': { tag: string | number }
  'fields.tag_added': { tag: string | number }
  'fields.tag_removed': { tag: string | number }
  'fields.choose': undefined
  'fields.search': undefined
  'fields.searching': undefined
  'fields.no_matches': { text: string | number }
  'fields.search_failed': undefined
  'fields.none': undefined
  'fields.largest': { size: string | number }
  'fields.types': { types: readonly string[] }
  'fields.too_large': { size: string | number; largest: string | number }
  'fields.wrong_type': { types: readonly string[] }
  'fields.remove_chosen': { name: string | number }
  'fields.remove_stored': { name: string | number }
  'fields.uploading': { percent: string | number }
  'global_settings.title': undefined
  'global_settings.lead': undefined
  'global_settings.edit': undefined
  'global_settings.save_area': { area: string | number }
  'global_settings.updated': { count: number }
  'global_settings.default': { value: string | number }
  'global_settings.is_default': undefined
  'global_settings.changed': { on: string | number }
  'global_settings.changed_by': { on: string | number; name: string | number }
  'global_settings.reset': undefined
  'global_settings.reset_one': { name: string | number }
  'global_settings.confirm_reset': { name: string | number }
  'global_settings.reset_text': { value: string | number }
  'global_settings.was_reset': { name: string | number }
  'global_settings.empty': undefined
  'global_settings.on': undefined
  'global_settings.off': undefined
  'global_settings.minutes': { count: number }
  'global_settings.hours': { count: number }
  'global_settings.days': { count: number }
  'global_settings.areas.product': undefined
  'global_settings.areas.support': undefined
  'global_settings.areas.registration': undefined
  'global_settings.areas.sessions': undefined
  'global_settings.areas.secondFactor': undefined
  'global_settings.areas.maintenance': undefined
  'global_settings.product.name.name': undefined
  'global_settings.product.name.help': undefined
  'global_settings.product.logo.name': undefined
  'global_settings.product.logo.help': undefined
  'global_settings.product.logo.file': undefined
  'global_settings.product.logo.submit': undefined
  'global_settings.product.logo.updated': undefined
  'global_settings.product.logo.usual': undefined
  'global_settings.product.language.name': undefined
  'global_settings.product.language.help': undefined
  'global_settings.product.timeZone.name': undefined
  'global_settings.product.timeZone.help': undefined
  'global_settings.support.address.name': undefined
  'global_settings.support.address.help': undefined
  'global_settings.registration.isOpen.name': undefined
  'global_settings.registration.isOpen.help': undefined
  'global_settings.registration.verification.name': undefined
  'global_settings.registration.verification.help': undefined
  'global_settings.registration.verification.options.mandatory': undefined
  'global_settings.registration.verification.options.optional': undefined
  'global_settings.registration.verification.options.none': undefined
  'global_settings.sessions.idle.name': undefined
  'global_settings.sessions.idle.help': undefined
  'global_settings.sessions.absolute.name': undefined
  'global_settings.sessions.absolute.help': undefined
  'global_settings.sessions.rememberedIdle.name': undefined
  'global_settings.sessions.rememberedIdle.help': undefined
  'global_settings.sessions.rememberedAbsolute.name': undefined
  'global_settings.sessions.rememberedAbsolute.help': undefined
  'global_settings.secondFactor.requiredFor.name': undefined
  'global_settings.secondFactor.requiredFor.help': undefined
  'global_settings.secondFactor.requiredFor.options.nobody': undefined
  'global_settings.secondFactor.requiredFor.options.staff': undefined
  'global_settings.secondFactor.requiredFor.options.everybody': undefined
  'global_settings.maintenance.message.name': undefined
  'global_settings.maintenance.message.help': undefined
  'groups.title': undefined
  'groups.new': undefined
  'groups.edit': undefined
  'groups.lead': undefined
  'groups.created': { name: string | number }
  'groups.updated': { name: string | number }
  'groups.deleted': { name: string | number }
  'groups.confirm_delete': { name: string | number }
  'groups.delete_text': undefined
  'groups.fields.name': undefined
  'groups.fields.description': undefined
  'groups.fields.needsSecondFactor': undefined
  'groups.fields.permissions': undefined
  'groups.fields.members': undefined
  'groups.fields.email': undefined
  'groups.second_factor_help': undefined
  'groups.all_permissions': undefined
  'groups.all_permissions_help': undefined
  'groups.permission_count': { count: string | number; total: string | number }
  'groups.no_permissions': undefined
  'groups.add_members': undefined
  'groups.members_help': undefined
  'groups.add': undefined
  'groups.members_added': { count: number }
  'groups.remove': undefined
  'groups.remove_member': { name: string | number }
  'groups.confirm_remove': { name: string | number; group: string | number }
  'groups.remove_text': undefined
  'groups.member_removed': { name: string | number; group: string | number }
  'groups.no_members': undefined
  'groups.more_than_yours': undefined
  'groups.administrators_stay': undefined
  'groups.last_administrator': undefined
  'home.title': undefined
  'home.description': { app: string | number }
  'home.heading': undefined
  'home.lead': { app: string | number }
  'home.primary_action': undefined
  'home.secondary_action': undefined
  'home.member_action': undefined
  'home.preview': { app: string | number }
  'home.features.heading': undefined
  'home.features.lead': undefined
  'home.features.account.title': undefined
  'home.features.account.text': undefined
  'home.features.language.title': undefined
  'home.features.language.text': undefined
  'home.features.device.title': undefined
  'home.features.device.text': undefined
  'home.features.speed.title': undefined
  'home.features.speed.text': undefined
  'home.developer.heading': undefined
  'home.developer.lead': undefined
  'home.developer.page': undefined
  'home.developer.texts': undefined
  'home.developer.feature': undefined
  'home.developer.commands': undefined
  'home.developer.mailbox': undefined
  'home.closing.heading': undefined
  'home.closing.text': undefined
  'impersonation.open': { name: string | number }
  'impersonation.title': undefined
  'impersonation.lead': { name: string | number; minutes: number }
  'impersonation.reason': undefined
  'impersonation.reason_help': { name: string | number }
  'impersonation.may_act': undefined
  'impersonation.may_act_help': undefined
  'impersonation.start': undefined
  'impersonation.banner': undefined
  'impersonation.looking': { name: string | number }
  'impersonation.acting': { name: string | number }
  'impersonation.minutes_left': { minutes: number }
  'impersonation.seconds_left': { seconds: number }
  'impersonation.stop': undefined
  'impersonation.stopped': { name: string | number }
  'impersonation.read_only': undefined
  'impersonation.owner_only': undefined
  'impersonation.ended.expired': undefined
  'impersonation.ended.forbidden': undefined
  'impersonation.closed_account': undefined
  'impersonation.equal_power': undefined
  'impersonation.list': undefined
  'impersonation.list_lead': undefined
  'impersonation.none': undefined
  'impersonation.looked': undefined
  'impersonation.acted': undefined
  'impersonation.over': { from: string | number; to: string | number }
  'impersonation.who': { actor: string | number; person: string | number }
  'impersonation.former': undefined
  'impersonation.endings.open': undefined
  'impersonation.endings.stopped': undefined
  'impersonation.endings.logged_out': undefined
  'impersonation.endings.expired': undefined
  'impersonation.endings.forbidden': undefined
  'invitations.title': undefined
  'invitations.lead': undefined
  'invitations.new': undefined
  'invitations.heading': undefined
  'invitations.name_help': undefined
  'invitations.groups': undefined
  'invitations.groups_help': undefined
  'invitations.send': undefined
  'invitations.sent': { email: string | number }
  'invitations.taken': undefined
  'invitations.fields.email': undefined
  'invitations.fields.name': undefined
  'invitations.fields.inviter': undefined
  'invitations.fields.expiresAt': undefined
  'invitations.expired': undefined
  'invitations.empty': undefined
  'invitations.again': undefined
  'invitations.again_label': { email: string | number }
  'invitations.revoke': undefined
  'invitations.revoke_label': { email: string | number }
  'invitations.revoke_title': { email: string | number }
  'invitations.revoke_text': undefined
  'invitations.revoked': { email: string | number }
  'list_exports.start': undefined
  'list_exports.running': undefined
  'list_exports.progress': undefined
  'list_exports.ready': { until: Date | number }
  'list_exports.download': { size: string | number }
  'list_exports.failed': undefined
  'list_exports.label': undefined
  'lists.search': undefined
  'lists.submit': undefined
  'lists.clear': undefined
  'lists.filter': { label: string | number }
  'lists.filters': undefined
  'lists.filters_chosen': { count: number }
  'lists.columns': undefined
  'lists.count': { total: number }
  'lists.range': { from: number; to: number; total: number }
  'lists.ascending': undefined
  'lists.descending': undefined
  'lists.actions': undefined
  'lists.yes': undefined
  'lists.no': undefined
  'lists.none': undefined
  'lists.all': undefined
  'lists.created_at': undefined
  'lists.shown': undefined
  'lists.current': undefined
  'lists.deleted': undefined
  'lists.from': { field: string | number }
  'lists.to': { field: string | number }
  'lists.pages': { label: string | number }
  'lists.select_all': undefined
  'lists.select': { name: string | number }
  'lists.selected': { count: number }
  'lists.unselect': undefined
  'lists.loading': undefined
  'lists.failed': undefined
  'lists.invalid': { name: string | number; error: string | number }
  'lists.empty.none.title': undefined
  'lists.empty.none.text': undefined
  'lists.empty.filtered.title': undefined
  'lists.empty.filtered.text': undefined
  'log_in_codes.log_in': undefined
  'log_in_codes.create.title': undefined
  'log_in_codes.create.heading': undefined
  'log_in_codes.create.lead': undefined
  'log_in_codes.create.submit': undefined
  'log_in_codes.create.dead': undefined
  'log_in_codes.create.back': undefined
  'log_in_codes.check.title': undefined
  'log_in_codes.check.heading': undefined
  'log_in_codes.check.spam_note': undefined
  'log_in_codes.check.code': undefined
  'log_in_codes.check.wrong': undefined
  'log_in_codes.check.submit': undefined
  'log_in_codes.check.again': undefined
  'log_in_codes.check.other': undefined
  'management.title': undefined
  'notifications.title': undefined
  'notifications.bell': { unread: number }
  'notifications.many': undefined
  'notifications.arrived': { title: string | number }
  'notifications.heading': undefined
  'notifications.unread': { unread: number }
  'notifications.mark_read': undefined
  'notifications.mark_named': { title: string | number }
  'notifications.mark_all': undefined
  'notifications.is_unread': undefined
  'notifications.choose': undefined
  'notifications.pages': undefined
  'notifications.empty.none.title': undefined
  'notifications.empty.none.text': undefined
  'notifications.empty.beyond.title': undefined
  'notifications.empty.beyond.text': undefined
  'notifications.to_first': undefined
  'notifications.settings.title': undefined
  'notifications.settings.heading': undefined
  'notifications.settings.lead': undefined
  'notifications.settings.kind': undefined
  'notifications.settings.app': undefined
  'notifications.settings.mail': undefined
  'notifications.settings.choice_app': { kind: string | number }
  'notifications.settings.choice_mail': { kind: string | number }
  'notifications.settings.always': undefined
  'notifications.settings.never': undefined
  'notifications.settings.submit': undefined
  'permissions.title': undefined
  'permissions.lead': undefined
  'permissions.edit': undefined
  'permissions.permission': undefined
  'permissions.updated': undefined
  'permissions.yes': undefined
  'permissions.no': undefined
  'permissions.choice': { permission: string | number; group: string | number }
  'permissions.not_yours': undefined
  'permissions.of': { name: string | number }
  'permissions.of_lead': undefined
  'permissions.through': undefined
  'permissions.groups_of': undefined
  'permissions.no_groups': undefined
  'permissions.second_factor_of': undefined
  'permissions.areas.users': undefined
  'permissions.areas.groups': undefined
  'permissions.areas.settings': undefined
  'permissions.names.users.view': undefined
  'permissions.names.users.create': undefined
  'permissions.names.users.export': undefined
  'permissions.names.users.edit': undefined
  'permissions.names.users.delete': undefined
  'permissions.names.users.impersonate': undefined
  'permissions.names.users.impersonate_to_act': undefined
  'permissions.names.groups.view': undefined
  'permissions.names.groups.edit': undefined
  'permissions.names.settings.view': undefined
  'permissions.names.settings.edit': undefined
  'resend.wait': { seconds: number }
  'resend.wait_minutes': { minutes: number }
  'resend.code_sent': undefined
  'saved_views.title': undefined
  'saved_views.save': undefined
  'saved_views.name': undefined
  'saved_views.created': { name: string | number }
  'saved_views.deleted': { name: string | number }
  'saved_views.delete': undefined
  'saved_views.delete_label': { name: string | number }
  'saved_views.confirm_delete': { name: string | number }
  'saved_views.delete_text': undefined
  'saved_views.too_many': undefined
  'settings.navigation': undefined
  'settings.access_tokens.title': undefined
  'settings.profile.title': undefined
  'settings.profile.heading': undefined
  'settings.profile.lead': undefined
  'settings.profile.job_title': undefined
  'settings.profile.job_title_help': undefined
  'settings.profile.submit': undefined
  'settings.avatar.heading': undefined
  'settings.avatar.lead': undefined
  'settings.avatar.file': undefined
  'settings.avatar.file_help': { megabytes: number }
  'settings.avatar.too_large': { megabytes: number }
  'settings.avatar.crop': undefined
  'settings.avatar.crop_help': undefined
  'settings.avatar.zoom_in': undefined
  'settings.avatar.zoom_out': undefined
  'settings.avatar.submit': undefined
  'settings.avatar.remove': undefined
  'settings.avatar.waiting': undefined
  'settings.avatar.failed': undefined
  'settings.avatar.needs_scripts': undefined
  'settings.preferences.title': undefined
  'settings.preferences.heading': undefined
  'settings.preferences.lead': undefined
  'settings.preferences.language': undefined
  'settings.preferences.time_zone': undefined
  'settings.preferences.time_zone_help': undefined
  'settings.preferences.date_order': undefined
  'settings.preferences.by_language': { example: string | number }
  'settings.preferences.by_country': { example: string | number }
  'settings.preferences.first_day': undefined
  'settings.preferences.submit': undefined
  'settings.preferences.country': undefined
  'settings.preferences.no_country': undefined
  'settings.preferences.theme': undefined
  'settings.preferences.themes.system': undefined
  'settings.preferences.themes.light': undefined
  'settings.preferences.themes.dark': undefined
  'settings.security.title': undefined
  'settings.security.lead': undefined
  'settings.passwords.title': undefined
  'settings.passwords.heading': undefined
  'settings.passwords.lead': undefined
  'settings.passwords.current': undefined
  'settings.passwords.new': undefined
  'settings.passwords.submit': undefined
  'settings.passwords.none': undefined
  'settings.passwords.set_heading': undefined
  'settings.passwords.set_lead': undefined
  'settings.email_changes.title': undefined
  'settings.email_changes.heading': undefined
  'settings.email_changes.cancel': undefined
  'settings.email_changes.new': undefined
  'settings.email_changes.submit': undefined
  'settings.log_in.heading': undefined
  'settings.log_in.lead': undefined
  'settings.second_factors.title': undefined
  'settings.second_factors.heading': undefined
  'settings.second_factors.lead': undefined
  'settings.second_factors.is_on': undefined
  'settings.second_factors.is_off': undefined
  'settings.second_factors.manage': undefined
  'settings.second_factors.set_up': undefined
  'settings.second_factors.missing': undefined
  'settings.second_factors.authenticator.heading': undefined
  'settings.second_factors.authenticator.lead': undefined
  'settings.second_factors.authenticator.add': undefined
  'settings.second_factors.authenticator.replace': undefined
  'settings.second_factors.authenticator.remove': undefined
  'settings.second_factors.authenticator.remove_title': undefined
  'settings.second_factors.authenticator.remove_text': undefined
  'settings.second_factors.codes.heading': undefined
  'settings.second_factors.codes.lead': undefined
  'settings.second_factors.codes.left': { left: number }
  'settings.second_factors.codes.few': undefined
  'settings.second_factors.codes.none': undefined
  'settings.second_factors.codes.make': undefined
  'settings.second_factors.codes.make_note': undefined
  'settings.second_factors.codes.make_title': undefined
  'settings.second_factors.passkeys.heading': undefined
  'settings.second_factors.passkeys.lead': undefined
  'settings.second_factors.passkeys.add': undefined
  'settings.second_factors.passkeys.created': { date: string | number }
  'settings.second_factors.passkeys.used': { date: string | number }
  'settings.second_factors.passkeys.unused': undefined
  'settings.second_factors.passkeys.rename': undefined
  'settings.second_factors.passkeys.rename_one': { name: string | number }
  'settings.second_factors.passkeys.remove': undefined
  'settings.second_factors.passkeys.remove_one': { name: string | number }
  'settings.second_factors.passkeys.remove_title': { name: string | number }
  'settings.second_factors.passkeys.remove_text': undefined
  'settings.authenticators.title': undefined
  'settings.authenticators.heading': undefined
  'settings.authenticators.lead': undefined
  'settings.authenticators.qr_code': undefined
  'settings.authenticators.key': undefined
  'settings.authenticators.open': undefined
  'settings.authenticators.code': undefined
  'settings.authenticators.submit': undefined
  'settings.recovery_codes.title': undefined
  'settings.recovery_codes.heading': undefined
  'settings.recovery_codes.lead': undefined
  'settings.recovery_codes.gone': undefined
  'settings.recovery_codes.copy': undefined
  'settings.recovery_codes.copied': undefined
  'settings.recovery_codes.download': undefined
  'settings.recovery_codes.print': undefined
  'settings.recovery_codes.done': undefined
  'settings.recovery_codes.back': undefined
  'settings.recovery_codes.file_name': undefined
  'settings.sessions.title': undefined
  'settings.sessions.heading': undefined
  'settings.sessions.lead': undefined
  'settings.sessions.show': undefined
  'settings.sessions.current': undefined
  'settings.sessions.remembered': undefined
  'settings.sessions.last_seen': undefined
  'settings.sessions.first_seen': undefined
  'settings.sessions.end': undefined
  'settings.sessions.end_named': { device: string | number }
  'settings.sessions.end_others': undefined
  'settings.sessions.end_all': undefined
  'settings.sessions.end_others_title': undefined
  'settings.sessions.end_others_text': undefined
  'settings.sessions.end_all_title': undefined
  'settings.sessions.end_all_text': undefined
  'settings.passkeys.title': undefined
  'settings.passkeys.heading': undefined
  'settings.passkeys.lead': undefined
  'settings.passkeys.name': undefined
  'settings.passkeys.submit': undefined
  'settings.passkeys.edit.title': undefined
  'settings.passkeys.edit.heading': undefined
  'settings.passkeys.edit.lead': undefined
  'settings.passkeys.edit.submit': undefined
  'social.or': undefined
  'social.continue': { provider: string | number }
  'social.errors.denied': { provider: string | number }
  'social.errors.expired': { provider: string | number }
  'social.errors.failed': { provider: string | number }
  'social.errors.refused': { provider: string | number }
  'social.errors.closed': { provider: string | number }
  'social.errors.other': { provider: string | number }
  'social.errors.taken': { provider: string | number }
  'social.log_in_first': { email: string | number; provider: string | number }
  'social.password_link_sent': { email: string | number }
  'social.linked': { provider: string | number }
  'social.known': { provider: string | number }
  'social.unlinked': { provider: string | number }
  'social.last_way_in': undefined
  'social.registration.title': undefined
  'social.registration.heading': undefined
  'social.registration.lead': { provider: string | number }
  'social.registration.email_proven': { provider: string | number }
  'social.registration.email_help': undefined
  'social.confirmation': undefined
  'social.confirmation_elsewhere': { provider: string | number }
  'social.identity.continue': { provider: string | number }
  'social.identity.password_link': undefined
  'social.settings.title': undefined
  'social.settings.heading': undefined
  'social.settings.lead': undefined
  'social.settings.none': undefined
  'social.settings.created': { date: string | number }
  'social.settings.used': { date: string | number }
  'social.settings.unused': undefined
  'social.settings.remove': undefined
  'social.settings.remove_one': { provider: string | number; email: string | number }
  'social.settings.confirm_title': { provider: string | number }
  'social.settings.confirm_text': undefined
  'social.settings.add': { provider: string | number }
  'social.settings.add_another': { provider: string | number }
  'social.settings.no_password': undefined
  'social.settings.set_password': undefined
  'social.settings.manage': undefined
  'users.title': undefined
  'users.lead': undefined
  'users.fields.name': undefined
  'users.fields.email': undefined
  'users.fields.state': undefined
  'users.fields.createdAt': undefined
  'users.fields.secondFactor': undefined
  'users.fields.group': undefined
  'users.fields.jobTitle': undefined
  'users.fields.groups': undefined
  'users.states.active': undefined
  'users.states.unconfirmed': undefined
  'users.states.disabled': undefined
  'users.states.deleting': undefined
  'users.on': undefined
  'users.off': undefined
  'users.no_groups': undefined
  'users.permissions': undefined
  'users.empty': undefined
  'users.sessions': undefined
  'users.sessions_lead': undefined
  'users.no_sessions': undefined
  'users.last_seen': { when: string | number }
  'users.end_sessions': undefined
  'users.end_sessions_title': { name: string | number }
  'users.end_sessions_text': undefined
  'users.sessions_ended': { name: string | number }
  'users.acts': undefined
  'users.acts_lead': undefined
  'users.disable': undefined
  'users.disable_title': { name: string | number }
  'users.disable_text': undefined
  'users.disabled': { name: string | number }
  'users.enable': undefined
  'users.enable_title': { name: string | number }
  'users.enable_text': undefined
  'users.enabled': { name: string | number }
  'users.send_reset': undefined
  'users.reset_title': undefined
  'users.reset_text': { email: string | number }
  'users.reset_sent': { email: string | number }
  'users.reset_factor': undefined
  'users.factor_title': { name: string | number }
  'users.factor_text': undefined
  'users.factor_reset': { name: string | number }
  'users.delete': undefined
  'users.delete_title': { name: string | number }
  'users.delete_text': undefined
  'users.deleted': { name: string | number; on: Date | number }
  'users.keep': undefined
  'users.keep_title': { name: string | number }
  'users.keep_text': undefined
  'users.kept': { name: string | number }
  'users.deletes_on': { on: string | number }
  'users.own_account': undefined
  'users.more_power': undefined
  'users.new': undefined
  'users.new_title': undefined
  'users.new_lead': undefined
  'users.password': undefined
  'users.create': undefined
  'users.created': { name: string | number }
  'users.edit': undefined
  'users.edit_title': undefined
  'users.updated': { name: string | number }
  'users.require_factor': undefined
  'users.require_title': { name: string | number }
  'users.require_text': undefined
  'users.factor_required': { name: string | number }
  'users.release_factor': undefined
  'users.release_title': { name: string | number }
  'users.release_text': undefined
  'users.factor_released': { name: string | number }
  'users.required': undefined
  'users.batch_done': { count: number }
  'users.batch_partly': { count: string | number; total: string | number }
  'users.join': undefined
  'users.batch_deactivate_title': undefined
  'users.batch_end_title': undefined
  'ways_in.named': { kind: string | number; name: string | number; since: Date | number }
  'ways_in.unnamed': { kind: string | number; since: Date | number }
  'ways_in.passkey': undefined
  'ways_in.authenticator': undefined
  'ways_in.recovery_codes': undefined
  'ways_in.access_token': undefined
  'ways_in.remain': undefined
  'ways_in.open': undefined
  'your_data.title': undefined
  'your_data.export.heading': undefined
  'your_data.export.lead': undefined
  'your_data.export.submit': undefined
  'your_data.export.again': undefined
  'your_data.export.running': undefined
  'your_data.export.progress': undefined
  'your_data.export.ready': { until: Date | number }
  'your_data.export.download': { size: string | number }
  'your_data.export.failed': undefined
  'your_data.export.expired': undefined
  'your_data.deletion.heading': undefined
  'your_data.deletion.lead': { days: number }
  'your_data.deletion.start': undefined
  'your_data.confirm_deletion.title': undefined
  'your_data.confirm_deletion.heading': undefined
  'your_data.confirm_deletion.lead': { on: Date | number }
  'your_data.confirm_deletion.log_out': undefined
  'your_data.confirm_deletion.undo': undefined
  'your_data.confirm_deletion.end': undefined
  'your_data.confirm_deletion.export': undefined
  'your_data.confirm_deletion.submit': undefined
  'your_data.restoration.heading': undefined
  'your_data.restoration.submit': undefined
  'your_data.restoration.log_out': undefined
  'your_data.read_me': { name: string | number; app: string | number; at: Date | number }
}

/** Each key of a message with tags, which `<T>` shows: with the values it needs and its tags. */
export interface RichMessages {
  'auth.registrations.have_account': { values: undefined; tags: 'link' }
  'auth.registrations.terms': { values: undefined; tags: 'link' }
  'auth.email_confirmations.lead_to': { values: { email: string | number }; tags: 'address' }
  'auth.email_confirmations.lead_resent': { values: { email: string | number }; tags: 'address' }
  'auth.email_confirmations.wrong_address': { values: undefined; tags: 'link' }
  'auth.email_confirmations.confirm.other_account': { values: { email: string | number }; tags: 'address' }
  'auth.sessions.no_account': { values: undefined; tags: 'link' }
  'auth.sessions.no_confirmation': { values: undefined; tags: 'link' }
  'auth.password_resets.sent': { values: { email: string | number }; tags: 'address' }
  'auth.password_resets.edit.lead': { values: { email: string | number }; tags: 'address' }
  'auth.password_resets.edit.other_account': { values: { email: string | number }; tags: 'address' }
  'auth.identity_confirmations.lead': { values: { email: string | number }; tags: 'address' }
  'auth.email_change_confirmations.lead': { values: { email: string | number }; tags: 'address' }
  'auth.email_change_reversals.lead': { values: { email: string | number }; tags: 'address' }
  'auth.log_in_reports.lead': { values: { email: string | number }; tags: 'address' }
  'auth.second_factor_checks.lead': { values: { email: string | number }; tags: 'address' }
  'auth.second_factor_checks.lead_passkey': { values: { email: string | number }; tags: 'address' }
  'auth.recovery_code_checks.lead': { values: { email: string | number }; tags: 'address' }
  'auth.invitations.lead': { values: { email: string | number }; tags: 'address' }
  'auth.invitations.other_account': { values: { email: string | number }; tags: 'address' }
  'errors.page.request_id': { values: { id: string | number }; tags: 'code' }
  'errors.page.support': { values: { address: string | number }; tags: 'mail' }
  'log_in_codes.check.lead': { values: { email: string | number }; tags: 'address' }
  'settings.email_changes.lead': { values: { email: string | number }; tags: 'address' }
  'settings.email_changes.pending': { values: { email: string | number }; tags: 'address' }
  'social.identity.lead_password_less': { values: { email: string | number }; tags: 'address' }
  'your_data.restoration.lead': { values: { email: string | number; on: Date | number }; tags: 'address' }
}

export type MessageKey = keyof Messages
export type RichMessageKey = keyof RichMessages

/** The keys of messages that need no values. */
export type PlainMessageKey = {
  [Key in MessageKey]: Messages[Key] extends undefined ? Key : never
}[MessageKey]

/** The values that any of several keys needs. */
type Needed<Key extends MessageKey> = (
  Key extends MessageKey ? (values: Messages[Key]) => void : never
) extends (values: infer Values) => void
  ? Values
  : never

/** Exactly the needed values, also if the values are not a literal. */
type Exactly<Given, Wanted> = Given & { [Name in Exclude<keyof Given, keyof Wanted>]: never }

export interface Translate {
  (key: PlainMessageKey): string
  <Key extends Exclude<MessageKey, PlainMessageKey>, Values extends Needed<Key>>(
    key: Key,
    values: Exactly<Values, Needed<Key>>
  ): string
}
