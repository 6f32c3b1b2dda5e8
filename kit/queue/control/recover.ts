import { setTimeout as wait } from 'node:timers/promises'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { heldByBroker, listedByBroker } from '#queue/control/held_jobs'
import { LostFollowers } from '#queue/control/lost_followers'
import { LostRuns, type LostRun } from '#queue/control/lost_runs'
import { removeFromOutbox } from '#queue/control/outbox'
import { enqueueRuns, WAITING_RUN } from '#queue/control/run_order'
import type { Recovered, RecoverOptions } from '#queue/control/types'
import { milliseconds, mistakeInDuration } from '#queue/duration'
import { E_BROKER_AWAY, E_SYNC_QUEUE } from '#queue/errors'
import type { QueueManager } from '#queue/queue_manager'
import type { Duration } from '#queue/types'

const OLDER_THAN = '1m'
const IDS_A_CHUNK = 500

/**
 * The broker is rid of a job a moment before the log knows that it has ended. So only what is nowhere twice, this
 * long after each other, is lost.
 */
const LOOK_AGAIN_AFTER_MS = 1000

/**
 * Puts back the jobs that have not ended and that no broker has any more: it lost them, or it is not the one of
 * QUEUE_CONNECTION. What was to follow jobs that have ended, and did not, is dispatched. Nobody can say what a broker
 * has that is not ours any more, nor what workers have taken from RabbitMQ and not begun: such a job is put back too,
 * and may run twice.
 */
export class Recover {
  #lost: LostRuns
  #followers: LostFollowers

  constructor(private queue: QueueManager) {
    this.#lost = new LostRuns(queue)
    this.#followers = new LostFollowers(queue)
  }

  /**
   * @throws E_SYNC_QUEUE, E_BROKER_AWAY, and RangeError for an `olderThan` that is no time
   */
  async run({ olderThan = OLDER_THAN, dryRun = false }: RecoverOptions = {}): Promise<Recovered[]> {
    if (this.queue.config.connection === 'sync') throw new E_SYNC_QUEUE()
    const age = ageOf(olderThan)
    const followers = await this.#followers.find(age)
    if (!dryRun) await this.#followers.dispatch(followers.filter((run) => this.#isDeclared(run)))
    return this.#summary([...followers, ...(await this.#recover(age, dryRun))])
  }

  /**
   * @returns how many jobs are too young to be looked at, though nothing else speaks for them
   */
  async countYounger({ olderThan = OLDER_THAN }: RecoverOptions = {}): Promise<number> {
    let count = 0
    for await (const some of this.#lost.pagesOfYounger(ageOf(olderThan))) {
      const missing = await this.#missing(some)
      count += missing.length
    }
    return count
  }

  async #recover(age: number, dryRun: boolean) {
    const first = await this.#find(age)
    if (first.length === 0) return []
    const listed = await this.#listed(first)
    await wait(LOOK_AGAIN_AFTER_MS)

    const recovered: LostRun[] = []
    const unseen = first.filter(({ id }) => !listed.has(id))
    for (let start = 0; start < unseen.length; start += IDS_A_CHUNK) {
      const ids = unseen.slice(start, start + IDS_A_CHUNK).map(({ id }) => id)
      const still = await this.#missing(await this.#lost.among(ids, age))
      recovered.push(...(dryRun ? still : await this.#putBack(still)))
    }
    return recovered
  }

  async #find(age: number) {
    const lost: LostRun[] = []
    for await (const some of this.#lost.pages(age)) lost.push(...(await this.#missing(some)))
    return lost
  }

  /**
   * Those that the broker does not have, as far as it can say. PostgreSQL was asked with the log.
   */
  async #missing(runs: LostRun[]) {
    const { config, driver } = this.queue
    if (config.connection === 'postgres') return runs
    const declared = runs.filter((run) => this.#isDeclared(run))
    const held = await this.#ask(() => heldByBroker(driver, declared))
    return runs.filter(({ id }) => !held?.has(id))
  }

  /**
   * Once: it is a lot of work for a broker.
   */
  #listed(runs: LostRun[]) {
    const queues = runs.filter((run) => this.#isDeclared(run)).map(({ queue }) => queue)
    return this.#ask(() => listedByBroker(this.queue.driver, new Set(queues)))
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question()
    } catch (error) {
      const { connection } = this.queue.config
      throw new E_BROKER_AWAY([connection, (error as Error).message], { cause: error })
    }
  }

  /**
   * @returns all of them: those of a queue that is not declared stay where they are
   */
  async #putBack(runs: LostRun[]) {
    const ids = runs.filter((run) => this.#isDeclared(run)).map(({ id }) => id)
    const back = await this.queue.store.connection.transaction((trx) => this.#reopen(ids, trx))
    return runs.filter((run) => !this.#isDeclared(run) || back.has(run.id))
  }

  /**
   * An attempt that has begun and not ended was not the job's fault, so it does not count.
   */
  async #reopen(ids: string[], trx: TransactionClientContract) {
    const { connection } = this.queue.config
    if (connection === 'postgres') await removeFromOutbox(ids, trx)
    const { rows } = await trx.rawQuery(
      `WITH picked AS (
         SELECT id FROM job_runs WHERE id = ANY (:ids::uuid[]) AND finished_at IS NULL FOR UPDATE SKIP LOCKED
       )
       UPDATE job_runs AS run SET status = 'waiting', reason = null, connection = :connection,
              attempt = CASE WHEN status = 'waiting' AND reason IS NULL THEN attempt
                             ELSE greatest(attempt - 1, 0) END
         FROM picked WHERE run.id = picked.id
       RETURNING ${WAITING_RUN}`,
      { ids, connection } as never
    )
    await enqueueRuns(this.queue, rows, trx)
    const back = rows.map((row: { id: string }) => row.id)
    await this.#remember(back, trx)
    return new Set<string>(back)
  }

  /**
   * A broker may have them after all. Ids are in the order of the dispatches, so from now on workers ask the log before
   * they run a job that is not younger than the youngest of these.
   */
  async #remember(ids: string[], trx: TransactionClientContract) {
    const youngest = ids.toSorted().at(-1)
    if (!youngest) return
    await trx.rawQuery(
      'UPDATE queue_installations SET recovered_until = greatest(recovered_until, ?::uuid)',
      [youngest]
    )
  }

  #isDeclared({ queue }: LostRun) {
    return Object.hasOwn(this.queue.config.queues, queue)
  }

  #summary(runs: LostRun[]): Recovered[] {
    const groups = Map.groupBy(runs, ({ queue, connection }) => `${queue} ${connection}`)
    return [...groups.values()].map((group) => {
      const [{ queue, connection }] = group
      const recovered: Recovered = { queue, from: connection, count: group.length }
      if (!this.#isDeclared(group[0]))
        recovered.refused = 'config/queue.ts does not have this queue'
      return recovered
    })
  }
}

function ageOf(olderThan: Duration) {
  // Of texts `milliseconds` takes no zero.
  if (/^0+(ms|[smhd])?$/.test(String(olderThan))) return 0
  const mistake = mistakeInDuration('olderThan', olderThan)
  if (mistake) throw new RangeError(`"${olderThan}" is no time. Write it as 30s, 5m or 2h`)
  return milliseconds(olderThan)
}
