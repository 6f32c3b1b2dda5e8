import { setTimeout as wait } from 'node:timers/promises'
import type { Listener, Outcome, TakenJob } from '#queue/drivers/driver'
import { eventually } from '#tests/support/eventually'

type Answer = (job: TakenJob) => Outcome | Promise<Outcome>

/**
 * Replaces the worker: records the jobs that a driver delivers, and returns the outcome that the test sets.
 */
export class DriverListener implements Listener {
  taken: TakenJob[] = []
  endings: Outcome['status'][] = []
  troubles: Error[] = []

  constructor(private answer: Answer = () => ({ status: 'completed' })) {}

  async handle(job: TakenJob) {
    this.taken.push(job)
    return this.answer(job)
  }

  ended(_job: TakenJob, outcome: Outcome) {
    this.endings.push(outcome.status)
  }

  troubled(error: Error) {
    this.troubles.push(error)
  }

  /** Resolves with the job that is taken as number `count`. */
  takes(count: number, timeout?: number) {
    return eventually(async () => this.taken.length >= count && this.taken[count - 1], timeout)
  }

  ends(count: number, timeout?: number) {
    return eventually(async () => this.endings.length >= count, timeout)
  }
}

/** Runs until the job is asked to stop. */
export async function untilAborted({ stop }: TakenJob): Promise<Outcome> {
  if (!stop.reason) await new Promise((resolve) => stop.onAsked(resolve))
  return { status: 'handed back' }
}

/** Waits before a test asserts that something has not happened. */
export const aMoment = (milliseconds = 500) => wait(milliseconds)
