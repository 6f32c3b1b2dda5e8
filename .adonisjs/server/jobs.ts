export const jobs = {
  'send_account_exists_mail': () => import('#jobs/send_account_exists_mail'),
  'send_welcome_mail': () => import('#jobs/send_welcome_mail'),
}
