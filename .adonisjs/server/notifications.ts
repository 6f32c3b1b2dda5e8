export const notifications = {
  'access_token_made': () => import('#notifications/access_token_made'),
  'email_changed': () => import('#notifications/email_changed'),
  'few_recovery_codes': () => import('#notifications/few_recovery_codes'),
  'impersonated': () => import('#notifications/impersonated'),
  'new_device': () => import('#notifications/new_device'),
  'password_changed': () => import('#notifications/password_changed'),
  'picture_refused': () => import('#notifications/picture_refused'),
  'second_factor_changed': () => import('#notifications/second_factor_changed'),
}
