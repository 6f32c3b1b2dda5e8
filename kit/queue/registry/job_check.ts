import { E_INVALID_JOB } from '#queue/errors'
import { validateJobOptions } from '#queue/job_options'
import type { JobClass, QueueConfig } from '#queue/types'

/**
 * Finds invalid job classes at the start, instead of at their first dispatch or later.
 * @throws E_INVALID_JOB
 */
export function checkJobs(jobs: Map<JobClass, string>, config: QueueConfig) {
  for (const [job, name] of jobs) {
    const mistake = validateJob(job, config)
    if (mistake) throw new E_INVALID_JOB([name, mistake])
  }
}

function validateJob(job: JobClass, config: QueueConfig) {
  const { queues, defaults } = config
  if (job.queue !== undefined && !Object.hasOwn(queues, job.queue)) {
    return `its queue "${job.queue}" is not declared in config/queue.ts, which has ${Object.keys(queues).join(', ')}`
  }
  const { attempts, priority, backoff, timeout = defaults.timeout, expiresIn } = job
  return validateJobOptions({ attempts, priority, backoff, timeout, expiresIn }, config)
}
