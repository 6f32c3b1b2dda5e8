import { DelayedError, UnrecoverableError, WaitingError, type Job } from 'bullmq'
import type { Stored } from '#queue/drivers/bullmq/job_mapping'
import type { Outcome } from '#queue/drivers/driver'

/** Delays a job of another installation, so that its own workers can take it and it does not block our jobs. */
const LEFT_FOR_MS = 5000

/** Whether BullMQ carries out the outcome itself, when the processor ends. */
export function endsInBullMQ({ status }: Outcome) {
  return status !== 'postponed' && status !== 'released' && status !== 'left'
}

export async function release(job: Job<Stored>, outcome: Outcome) {
  if (outcome.status === 'postponed') {
    const { unknownSince, delay } = outcome
    if (unknownSince !== undefined) await job.updateData({ ...job.data, unknownSince })
    await job.moveToDelayed(Date.now() + delay, job.token)
  } else if (outcome.status === 'left') {
    await job.moveToDelayed(Date.now() + LEFT_FOR_MS, job.token)
  } else if (outcome.status === 'released') {
    await job.moveToWait(job.token)
  }
}

/**
 * BullMQ completes a job unless its processor throws. The job's own error is not passed on: the run log has it, BullMQ
 * gives a meaning to some messages, and some messages cannot be stored.
 */
export function report(outcome: Outcome) {
  switch (outcome.status) {
    case 'retry':
      throw new Retry(outcome.delay)
    case 'failed':
      throw withoutStack(new UnrecoverableError('Failed'))
    case 'postponed':
    case 'left':
      throw new DelayedError()
    case 'released':
      throw new WaitingError()
  }
}

export class Retry extends Error {
  constructor(readonly delay: number) {
    super('Failed, to be retried')
    withoutStack(this)
  }
}

function withoutStack<Thrown extends Error>(error: Thrown) {
  error.stack = undefined
  return error
}
