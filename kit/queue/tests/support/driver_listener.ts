import { setTimeout as wait } from 'node:timers/promises'
import type { Listener, Outcome, TakenJob } from '#queue/drivers/driver'
import { eventually } from '#tests/support/eventually'

type Answer = (job: TakenJob) => Outcome | Promise<Outcome>

/**
 * Stands where the worker stands: notes what a driver hands over, and answers what the test says.
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

  /** The job is taken for the nth time. */
  takes(count: number, timeout?: number) {
    return eventually(async () => this.taken.length >= count && this.taken[count - 1], timeout)
  }

  ends(count: number, timeout?: number) {
    return eventually(async () => this.endings.length >= count, timeout)
  }
}

/** As long as the job's signal lets it. */
export async function untilAborted({ stop }: TakenJob): Promise<Outcome> {
  if (!stop.reason) await new Promise((resolve) => stop.onAsked(resolve))
  return { status: 'handed back' }
}

/** For what must not happen: longer than it would take to. */
export const aMoment = (milliseconds = 500) => wait(milliseconds)
