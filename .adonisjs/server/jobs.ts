export const jobs = {
  'prune_registrations': () => import('#jobs/prune_registrations'),
  'prune_sessions': () => import('#jobs/prune_sessions'),
  'prune_tokens': () => import('#jobs/prune_tokens'),
  'resend_confirmation_link': () => import('#jobs/resend_confirmation_link'),
  'send_registration_mail': () => import('#jobs/send_registration_mail'),
}
