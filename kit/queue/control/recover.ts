import { setTimeout as wait } from 'node:timers/promises'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { heldByBroker, listedByBroker } from '#queue/control/held_jobs'
import { LostDependents } from '#queue/control/lost_dependents'
import { LostRuns, type LostRun } from '#queue/control/lost_runs'
import { removeFromOutbox } from '#queue/drivers/bullmq/internals/postgres_tables'
import { enqueueRuns, WAITING_RUN } from '#queue/control/enqueue_runs'
import type { Recovered, RecoverOptions } from '#queue/control/types'
import { milliseconds, validateDuration } from '#queue/duration'
import { E_BROKER_AWAY, E_SYNC_QUEUE } from '#queue/errors'
import type { QueueContext } from '#queue/queue_context'
import type { Duration } from '#queue/types'

const OLDER_THAN = '1m'
const IDS_A_CHUNK = 500

/**
 * The broker deletes a job shortly before the run log records its end. So a job is lost only if it is missing twice,
 * this time apart.
 */
const LOOK_AGAIN_AFTER_MS = 1000

/**
 * Puts back the open jobs that the broker no longer has: the broker lost them, or QUEUE_CONNECTION names another broker
 * now. It also dispatches the dependents of ended jobs that were never dispatched. It cannot see the jobs of a
 * former broker, nor jobs that workers have prefetched from RabbitMQ: such a job is put back too, and may run twice.
 */
export class Recover {
  #lost: LostRuns
  #dependents: LostDependents

  constructor(private queue: QueueContext) {
    this.#lost = new LostRuns(queue)
    this.#dependents = new LostDependents(queue)
  }

  /**
   * @throws E_SYNC_QUEUE, E_BROKER_AWAY, and RangeError for an invalid `olderThan`
   */
  async run({ olderThan = OLDER_THAN, dryRun = false }: RecoverOptions = {}): Promise<Recovered[]> {
    if (this.queue.config.connection === 'sync') throw new E_SYNC_QUEUE()
    const age = ageOf(olderThan)
    const dependents = await this.#dependents.find(age)
    if (!dryRun) await this.#dependents.dispatch(dependents.filter((run) => this.#isDeclared(run)))
    return this.#summary([...dependents, ...(await this.#recover(age, dryRun))])
  }

  /**
   * @returns how many jobs look lost, but are too young to be recovered
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
   * The runs that the broker does not have, as far as it can tell. The query for lost runs already checks PostgreSQL.
   */
  async #missing(runs: LostRun[]) {
    const { config, driver } = this.queue
    if (config.connection === 'postgres') return runs
    const declared = runs.filter((run) => this.#isDeclared(run))
    const held = await this.#ask(() => heldByBroker(driver, declared))
    return runs.filter(({ id }) => !held?.has(id))
  }

  /**
   * Call this only once, because it is expensive for the broker.
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
   * @returns the runs that were put back, and the runs of undeclared queues, which are left unchanged
   */
  async #putBack(runs: LostRun[]) {
    const ids = runs.filter((run) => this.#isDeclared(run)).map(({ id }) => id)
    const back = await this.queue.store.connection.transaction((trx) => this.#reopen(ids, trx))
    return runs.filter((run) => !this.#isDeclared(run) || back.has(run.id))
  }

  /**
   * An attempt that started but did not end does not count, because the job did not cause this.
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
   * A broker may still have these jobs. Ids are in the order of dispatch, so workers check the run log before they run
   * a job that is not younger than the youngest of these.
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
      if (!this.#isDeclared(group[0])) recovered.refused = 'config/queue.ts has no such queue'
      return recovered
    })
  }
}

function ageOf(olderThan: Duration) {
  // `milliseconds` does not accept a zero that is a text.
  if (/^0+(ms|[smhd])?$/.test(String(olderThan))) return 0
  const mistake = validateDuration('olderThan', olderThan)
  if (mistake) throw new RangeError(`"${olderThan}" is not a duration. Write it as 30s, 5m or 2h`)
  return milliseconds(olderThan)
}
