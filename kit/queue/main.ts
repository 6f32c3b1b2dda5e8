/**
 * The public door of the queue. It loads no client of a broker. It waits until the app has booted, so config/queue.ts
 * and config/logger.ts use `#queue/define_config`.
 */
export { default } from '#queue/service'
export * from '#queue/errors'
export { encryptedRunsWith } from '#queue/control/run_search'
export { Job } from '#queue/job'
export { default as PruneJobRuns } from '#queue/jobs/prune_job_runs'
export { default as PruneScheduleTicks } from '#queue/jobs/prune_schedule_ticks'
export type { MissedPolicy } from '#queue/schedules/types'
export type * from '#queue/types'
