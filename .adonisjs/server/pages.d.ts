import '@adonisjs/inertia/types'

import type { VNodeProps, AllowedComponentProps, ComponentInstance } from 'vue'

type ExtractProps<T> = Omit<
  ComponentInstance<T>['$props'],
  keyof VNodeProps | keyof AllowedComponentProps
>

declare module '@adonisjs/inertia/types' {
  export interface InertiaPages {
    'auth/account_deletion_reversals/edit': ExtractProps<(typeof import('../../inertia/pages/auth/account_deletion_reversals/edit.vue'))['default']>
    'auth/account_restorations/create': ExtractProps<(typeof import('../../inertia/pages/auth/account_restorations/create.vue'))['default']>
    'auth/email_change_confirmations/edit': ExtractProps<(typeof import('../../inertia/pages/auth/email_change_confirmations/edit.vue'))['default']>
    'auth/email_change_reversals/edit': ExtractProps<(typeof import('../../inertia/pages/auth/email_change_reversals/edit.vue'))['default']>
    'auth/email_confirmations/create': ExtractProps<(typeof import('../../inertia/pages/auth/email_confirmations/create.vue'))['default']>
    'auth/email_confirmations/show': ExtractProps<(typeof import('../../inertia/pages/auth/email_confirmations/show.vue'))['default']>
    'auth/identity_confirmations/create': ExtractProps<(typeof import('../../inertia/pages/auth/identity_confirmations/create.vue'))['default']>
    'auth/invitations/edit': ExtractProps<(typeof import('../../inertia/pages/auth/invitations/edit.vue'))['default']>
    'auth/log_in_code_checks/create': ExtractProps<(typeof import('../../inertia/pages/auth/log_in_code_checks/create.vue'))['default']>
    'auth/log_in_codes/create': ExtractProps<(typeof import('../../inertia/pages/auth/log_in_codes/create.vue'))['default']>
    'auth/log_in_reports/edit': ExtractProps<(typeof import('../../inertia/pages/auth/log_in_reports/edit.vue'))['default']>
    'auth/password_resets/create': ExtractProps<(typeof import('../../inertia/pages/auth/password_resets/create.vue'))['default']>
    'auth/password_resets/edit': ExtractProps<(typeof import('../../inertia/pages/auth/password_resets/edit.vue'))['default']>
    'auth/recovery_code_checks/create': ExtractProps<(typeof import('../../inertia/pages/auth/recovery_code_checks/create.vue'))['default']>
    'auth/registrations/closed': ExtractProps<(typeof import('../../inertia/pages/auth/registrations/closed.vue'))['default']>
    'auth/registrations/create': ExtractProps<(typeof import('../../inertia/pages/auth/registrations/create.vue'))['default']>
    'auth/second_factor_checks/create': ExtractProps<(typeof import('../../inertia/pages/auth/second_factor_checks/create.vue'))['default']>
    'auth/sessions/create': ExtractProps<(typeof import('../../inertia/pages/auth/sessions/create.vue'))['default']>
    'auth/social_registrations/create': ExtractProps<(typeof import('../../inertia/pages/auth/social_registrations/create.vue'))['default']>
    'dashboard/index': ExtractProps<(typeof import('../../inertia/pages/dashboard/index.vue'))['default']>
    'errors/maintenance': ExtractProps<(typeof import('../../inertia/pages/errors/maintenance.vue'))['default']>
    'errors/show': ExtractProps<(typeof import('../../inertia/pages/errors/show.vue'))['default']>
    'home': ExtractProps<(typeof import('../../inertia/pages/home.vue'))['default']>
    'management/group_members/create': ExtractProps<(typeof import('../../inertia/pages/management/group_members/create.vue'))['default']>
    'management/groups/create': ExtractProps<(typeof import('../../inertia/pages/management/groups/create.vue'))['default']>
    'management/groups/edit': ExtractProps<(typeof import('../../inertia/pages/management/groups/edit.vue'))['default']>
    'management/groups/index': ExtractProps<(typeof import('../../inertia/pages/management/groups/index.vue'))['default']>
    'management/groups/show': ExtractProps<(typeof import('../../inertia/pages/management/groups/show.vue'))['default']>
    'management/invitations/create': ExtractProps<(typeof import('../../inertia/pages/management/invitations/create.vue'))['default']>
    'management/invitations/index': ExtractProps<(typeof import('../../inertia/pages/management/invitations/index.vue'))['default']>
    'management/permissions/edit': ExtractProps<(typeof import('../../inertia/pages/management/permissions/edit.vue'))['default']>
    'management/permissions/index': ExtractProps<(typeof import('../../inertia/pages/management/permissions/index.vue'))['default']>
    'management/settings/edit': ExtractProps<(typeof import('../../inertia/pages/management/settings/edit.vue'))['default']>
    'management/settings/index': ExtractProps<(typeof import('../../inertia/pages/management/settings/index.vue'))['default']>
    'management/user_impersonations/create': ExtractProps<(typeof import('../../inertia/pages/management/user_impersonations/create.vue'))['default']>
    'management/user_permissions/show': ExtractProps<(typeof import('../../inertia/pages/management/user_permissions/show.vue'))['default']>
    'management/users/create': ExtractProps<(typeof import('../../inertia/pages/management/users/create.vue'))['default']>
    'management/users/edit': ExtractProps<(typeof import('../../inertia/pages/management/users/edit.vue'))['default']>
    'management/users/index': ExtractProps<(typeof import('../../inertia/pages/management/users/index.vue'))['default']>
    'management/users/show': ExtractProps<(typeof import('../../inertia/pages/management/users/show.vue'))['default']>
    'notifications/index': ExtractProps<(typeof import('../../inertia/pages/notifications/index.vue'))['default']>
    'settings/access_tokens/create': ExtractProps<(typeof import('../../inertia/pages/settings/access_tokens/create.vue'))['default']>
    'settings/access_tokens/index': ExtractProps<(typeof import('../../inertia/pages/settings/access_tokens/index.vue'))['default']>
    'settings/account_confirmations/create': ExtractProps<(typeof import('../../inertia/pages/settings/account_confirmations/create.vue'))['default']>
    'settings/account_deletions/create': ExtractProps<(typeof import('../../inertia/pages/settings/account_deletions/create.vue'))['default']>
    'settings/authenticators/create': ExtractProps<(typeof import('../../inertia/pages/settings/authenticators/create.vue'))['default']>
    'settings/browser_sessions/index': ExtractProps<(typeof import('../../inertia/pages/settings/browser_sessions/index.vue'))['default']>
    'settings/email_changes/create': ExtractProps<(typeof import('../../inertia/pages/settings/email_changes/create.vue'))['default']>
    'settings/notification_choices/edit': ExtractProps<(typeof import('../../inertia/pages/settings/notification_choices/edit.vue'))['default']>
    'settings/passkeys/create': ExtractProps<(typeof import('../../inertia/pages/settings/passkeys/create.vue'))['default']>
    'settings/passkeys/edit': ExtractProps<(typeof import('../../inertia/pages/settings/passkeys/edit.vue'))['default']>
    'settings/passwords/edit': ExtractProps<(typeof import('../../inertia/pages/settings/passwords/edit.vue'))['default']>
    'settings/preferences/edit': ExtractProps<(typeof import('../../inertia/pages/settings/preferences/edit.vue'))['default']>
    'settings/profiles/edit': ExtractProps<(typeof import('../../inertia/pages/settings/profiles/edit.vue'))['default']>
    'settings/recovery_codes/index': ExtractProps<(typeof import('../../inertia/pages/settings/recovery_codes/index.vue'))['default']>
    'settings/second_factors/show': ExtractProps<(typeof import('../../inertia/pages/settings/second_factors/show.vue'))['default']>
    'settings/security/show': ExtractProps<(typeof import('../../inertia/pages/settings/security/show.vue'))['default']>
    'settings/social_identities/index': ExtractProps<(typeof import('../../inertia/pages/settings/social_identities/index.vue'))['default']>
    'settings/your_data/show': ExtractProps<(typeof import('../../inertia/pages/settings/your_data/show.vue'))['default']>
  }
}
