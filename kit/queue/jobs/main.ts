import type { JobImports } from '#queue/types'

/** The queue's own jobs. */
export const jobs: JobImports = {
  prune_job_runs: () => import('#queue/jobs/prune_job_runs'),
  prune_schedule_ticks: () => import('#queue/jobs/prune_schedule_ticks'),
}
