export const jobs = {
  'delete_files': () => import('#jobs/delete_files'),
  'prune_registrations': () => import('#jobs/prune_registrations'),
  'prune_sessions': () => import('#jobs/prune_sessions'),
  'prune_tokens': () => import('#jobs/prune_tokens'),
  'resend_confirmation_link': () => import('#jobs/resend_confirmation_link'),
  'resize_avatar': () => import('#jobs/resize_avatar'),
  'send_email_change_link': () => import('#jobs/send_email_change_link'),
  'send_email_changed_mail': () => import('#jobs/send_email_changed_mail'),
  'send_password_changed_mail': () => import('#jobs/send_password_changed_mail'),
  'send_password_reset': () => import('#jobs/send_password_reset'),
  'send_registration_mail': () => import('#jobs/send_registration_mail'),
  'send_second_factor_mail': () => import('#jobs/send_second_factor_mail'),
}
