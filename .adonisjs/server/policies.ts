export const policies = {
  GroupPolicy: () => import('#policies/group_policy'),
  UserPolicy: () => import('#policies/user_policy'),
}

