export const jobs = {
  'prune_job_runs': () => import('#jobs/prune_job_runs'),
  'prune_schedule_ticks': () => import('#jobs/prune_schedule_ticks'),
  'prune_sessions': () => import('#jobs/prune_sessions'),
  'prune_tokens': () => import('#jobs/prune_tokens'),
  'send_account_exists_mail': () => import('#jobs/send_account_exists_mail'),
  'send_welcome_mail': () => import('#jobs/send_welcome_mail'),
}
