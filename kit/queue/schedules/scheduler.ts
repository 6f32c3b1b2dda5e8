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

/** People may have changed something meanwhile, or another release registered a schedule. */
const LONGEST_SLEEP_MS = 1000

/** Another scheduler has the schedule that is due. */
const SLEEP_FOR_OTHERS_MS = 25

/** A scheduler that is frozen while it fires a tick lets go of it after this time. */
const HOLD = '30s'

/**
 * Fires the schedules of start/schedules.ts when they are due. Any number may run at once: a tick is a row of the
 * ledger, written with its job in one transaction. The time is PostgreSQL's.
 *
 * It comes from the container: `await app.container.make(Scheduler)`.
 */
export class Scheduler {
  /** Those that it fires. */
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
   * Checks the schedules, then fires them from now on. A database that is away is waited for.
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
   * Waits for the tick in hand.
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
   * @returns how many milliseconds there is nothing to do
   */
  async #turn() {
    try {
      await this.#register()
      const milliseconds = await Schedule.untilNextDue(this.names)
      return milliseconds > 0 ? milliseconds : await Schedule.untilNextDue(await this.#fireDue())
    } catch (error) {
      this.log.troubled('The schedules are in trouble', error as Error)
      return LONGEST_SLEEP_MS
    }
  }

  /**
   * Once, lest a release undoes what a later one has registered. What fails is tried again at the next turn.
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
      this.log.troubled(`The schedule "${definition.name}" was not registered`, error as Error)
    }
  }

  /**
   * One that fails does not hold up the others: it is tried again at the next turn.
   * @returns the schedules that did not fail
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
      this.log.troubled(`The schedule "${name}" was not fired`, error as Error)
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
    log.troubled('The schedules are in trouble', error)
  }
}
