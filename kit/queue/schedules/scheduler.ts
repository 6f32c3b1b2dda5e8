import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '@adonisjs/lucid/database'
import Schedule from '#queue/models/schedule'
import { refusalOf } from '#queue/explain'
import { fireDueTicks } from '#queue/schedules/firing'
import { registerSchedule, removeOtherSchedules } from '#queue/schedules/registration'
import type { ScheduleList } from '#queue/schedules/schedule_list'
import type { SchedulerLog } from '#queue/schedules/scheduler_log'
import type { ScheduleDefinition } from '#queue/schedules/types'
import type { QueueManager } from '#queue/queue_manager'

/** An operator may change a schedule, or another release may register one. */
const LONGEST_SLEEP_MS = 1000

/** Another scheduler holds the row of the due schedule. */
const SLEEP_FOR_OTHERS_MS = 25

/** A scheduler that freezes while it fires a tick loses its row lock after this time. */
const HOLD = '30s'

/**
 * Fires the schedules of start/schedules.ts when they are due. Several schedulers may run at once: one transaction
 * writes a tick to the ledger and dispatches its job. The clock is PostgreSQL's.
 *
 * Get it from the container: `await app.container.make(Scheduler)`.
 */
export class Scheduler {
  /** The schedules that this scheduler fires. */
  names: string[] = []

  #unregistered = new Set<ScheduleDefinition>()
  #hasRemovedOthers = false
  #stopping = new AbortController()
  #running?: Promise<void>

  constructor(
    private db: Database,
    private queue: QueueManager,
    private schedules: ScheduleList,
    private log: SchedulerLog
  ) {}

  /**
   * Checks the schedules and starts to fire them. Keeps trying while the database is unavailable.
   * @throws E_INVALID_SCHEDULE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD, E_QUEUE_NOT_MIGRATED, E_BROKER_REFUSED
   */
  async start() {
    const definitions = await this.schedules.load()
    this.names = definitions.map(({ name }) => name)
    this.#unregistered = new Set(definitions)
    await this.#register().catch(refuseOrReport(this.log))
    this.#running = this.#run()
  }

  /**
   * Waits until the current tick is fired.
   */
  async stop() {
    this.#stopping.abort()
    await this.#running
  }

  async #run() {
    while (!this.#stopping.signal.aborted) {
      await this.#sleep(await this.#turn())
    }
  }

  /**
   * @returns milliseconds until the next tick is due
   */
  async #turn() {
    try {
      await this.#register()
      const milliseconds = await Schedule.untilNextDue(this.names)
      return milliseconds > 0 ? milliseconds : await Schedule.untilNextDue(await this.#fireDue())
    } catch (error) {
      this.log.onError('The scheduler has a problem', error as Error)
      return LONGEST_SLEEP_MS
    }
  }

  /**
   * Registers each schedule only once, so that an old release does not overwrite a newer one. Failed registrations are
   * retried at the next turn.
   */
  async #register() {
    if (!this.#hasRemovedOthers) await removeOtherSchedules(this.names, this.db)
    this.#hasRemovedOthers = true
    for (const definition of this.#unregistered) await this.#registerOne(definition)
  }

  async #registerOne(definition: ScheduleDefinition) {
    try {
      const missed = await registerSchedule(definition, this.db, this.queue)
      this.#unregistered.delete(definition)
      if (missed) this.log.missed(missed)
    } catch (error) {
      this.log.onError(
        `The schedule "${definition.name}" was not registered`,
        error as Error,
        definition.name
      )
    }
  }

  /**
   * A schedule that fails does not block the others: it is retried at the next turn.
   * @returns the names of the schedules that did not fail
   */
  async #fireDue() {
    let names = this.names
    while (!this.#stopping.signal.aborted) {
      const outcome = await this.#fireOne(names)
      if (!outcome) break
      names = names.filter((name) => name !== outcome.failed)
    }
    return names
  }

  async #fireOne(names: string[]): Promise<{ failed?: string } | undefined> {
    let schedule: Schedule | null = null
    try {
      const missed = await this.db.transaction(async (trx) => {
        await trx.rawQuery(`SET LOCAL idle_in_transaction_session_timeout = '${HOLD}'`)
        schedule = await Schedule.lockDue(names, trx)
        return schedule && fireDueTicks(schedule, this.queue)
      })
      if (missed) this.log.missed(missed)
      return schedule ? {} : undefined
    } catch (error) {
      if (!schedule) throw error
      const { name } = schedule as Schedule
      this.log.onError(`The schedule "${name}" was not fired`, error as Error, name)
      return { failed: name }
    }
  }

  async #sleep(milliseconds: number) {
    const time = milliseconds > 0 ? Math.min(milliseconds, LONGEST_SLEEP_MS) : SLEEP_FOR_OTHERS_MS
    const { signal } = this.#stopping
    await wait(Math.ceil(time), undefined, { signal }).catch(() => undefined)
  }
}

function refuseOrReport(log: SchedulerLog) {
  return (error: Error) => {
    const refusal = refusalOf(error)
    if (refusal) throw refusal
    log.onError('The scheduler has a problem', error)
  }
}
