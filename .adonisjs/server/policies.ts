export const policies = {
  GroupPolicy: () => import('#policies/group_policy'),
  InvitationPolicy: () => import('#policies/invitation_policy'),
  UserPolicy: () => import('#policies/user_policy'),
}

