export const policies = {
  GroupPolicy: () => import('#policies/group_policy'),
  InvitationPolicy: () => import('#policies/invitation_policy'),
  SettingPolicy: () => import('#policies/setting_policy'),
  UserPolicy: () => import('#policies/user_policy'),
}

