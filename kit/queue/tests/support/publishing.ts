import { setTimeout as wait } from 'node:timers/promises'
import type { QueueDriver } from '#queue/drivers/driver'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { eventually } from '#tests/support/eventually'

const PAUSE_MS = 20

/** Publishes jobs one after another until it is stopped. A job whose publication failed may be in a queue or not. */
export class Publishing {
  readonly sent: string[] = []
  readonly confirmed: string[] = []
  readonly errors: Error[] = []
  #isOver = false
  #running: Promise<void>

  constructor(driver: Pick<QueueDriver, 'publish'>) {
    this.#running = this.#run(driver)
  }

  async stop() {
    this.#isOver = true
    await this.#running
  }

  /** Waits until this many more jobs are confirmed. */
  async untilConfirmed(count: number) {
    const goal = this.confirmed.length + count
    await eventually(async () => this.confirmed.length >= goal, 60_000)
  }

  /**
   * Waits for the confirmed jobs.
   * @param ended the ids of the jobs that have run
   * @returns the jobs that were lost, those that nobody has sent, and how many ran twice
   */
  async compareWith(ended: () => string[]) {
    const lost = () => this.confirmed.filter((id) => !ended().includes(id))
    await eventually(async () => lost().length === 0, 60_000).catch(() => {})
    const ids = new Set(ended())
    return {
      lost: lost(),
      invented: [...ids].filter((id) => !this.sent.includes(id)),
      twice: ended().length - ids.size,
    }
  }

  async #run(driver: Pick<QueueDriver, 'publish'>) {
    while (!this.#isOver) {
      const job = storedJob()
      this.sent.push(job.id)
      await driver.publish([job]).then(
        () => this.confirmed.push(job.id),
        (error) => this.errors.push(error)
      )
      await wait(PAUSE_MS)
    }
  }
}
