import { setTimeout as wait } from 'node:timers/promises'
import type { Listener, Outcome, ReservedJob } from '#queue/drivers/driver'
import { eventually } from '#tests/support/eventually'

type Answer = (job: ReservedJob) => Outcome | Promise<Outcome>

/**
 * Replaces the worker: records the jobs that a driver delivers, and returns the outcome that the test sets.
 */
export class DriverListener implements Listener {
  reserved: ReservedJob[] = []
  endings: Outcome['status'][] = []
  errors: Error[] = []

  constructor(private answer: Answer = () => ({ status: 'completed' })) {}

  async handle(job: ReservedJob) {
    this.reserved.push(job)
    return this.answer(job)
  }

  ended(_job: ReservedJob, outcome: Outcome) {
    this.endings.push(outcome.status)
  }

  onError(error: Error) {
    this.errors.push(error)
  }

  /** Resolves with the job that is taken as number `count`. */
  takes(count: number, timeout?: number) {
    return eventually(
      async () => this.reserved.length >= count && this.reserved[count - 1],
      timeout
    )
  }

  ends(count: number, timeout?: number) {
    return eventually(async () => this.endings.length >= count, timeout)
  }
}

/** Runs until the job is asked to stop. */
export async function untilAborted({ cancellation }: ReservedJob): Promise<Outcome> {
  if (!cancellation.reason) await new Promise((resolve) => cancellation.onCancelled(resolve))
  return { status: 'released' }
}

/** Waits before a test asserts that something has not happened. */
export const aMoment = (milliseconds = 500) => wait(milliseconds)
