import { milliseconds } from '#queue/duration'
import { E_INVALID_JOB } from '#queue/errors'
import type { JobClass, QueueConfig } from '#queue/types'

/**
 * Refuses at the start what would be noticed at a job's first dispatch, or too late.
 * @throws E_INVALID_JOB
 */
export function checkJobs(jobs: Map<JobClass, string>, config: QueueConfig) {
  for (const [job, name] of jobs) {
    const mistake = mistakeIn(job, config)
    if (mistake) throw new E_INVALID_JOB([name, mistake])
  }
}

function mistakeIn(job: JobClass, { queues, defaults, connection, rabbitmq }: QueueConfig) {
  if (job.queue !== undefined && !Object.hasOwn(queues, job.queue)) {
    return `its queue "${job.queue}" is not declared in config/queue.ts, which has ${Object.keys(queues).join(', ')}`
  }
  const timeout = milliseconds(job.timeout ?? defaults.timeout)
  if (!(timeout > 0)) return 'its timeout is not more than 0'
  if (connection === 'rabbitmq' && timeout >= milliseconds(rabbitmq.ackTimeout)) {
    return (
      `its timeout of ${timeout} ms is not shorter than RabbitMQ's ack timeout, ${rabbitmq.ackTimeout}. ` +
      `Shorten it, or raise RabbitMQ's consumer_timeout and rabbitmq.ackTimeout of config/queue.ts`
    )
  }
  if (connection === 'rabbitmq' && job.priority !== undefined) {
    return 'it has a priority, which RabbitMQ does not know. Give it another queue, such as high'
  }
}
