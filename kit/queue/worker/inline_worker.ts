import { performance } from 'node:perf_hooks'
import type { ApplicationService } from '@adonisjs/core/types'
import { deleteFromOutbox } from '#queue/drivers/bullmq/internals/postgres_tables'
import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import { JobRecorder } from '#queue/worker/job_recorder'
import { JobRunner } from '#queue/worker/job_runner'
import { withOwnPayload } from '#queue/worker/reserved_job'
import type { QueueContext } from '#queue/queue_context'
import { CancellationSource } from '#queue/cancellation'
import type { Message } from '#queue/types'

const AFTER_BATCH_OF = `id in (
  select (batch."then"->>'id')::uuid from job_batches as batch
    join job_runs as member on member.batch_id = batch.id
   where member.id = any(?::uuid[]))`

interface StoredRun {
  id: string
  name: string
  queue: string
  message: Message
  attempt: number
  attempts: number
  backoff: number
}

interface Drained {
  completed: number
  /** The jobs that have failed for good, with their errors. */
  failed: { name: string; error: Error }[]
}

/**
 * Runs jobs of the run log in this process, one after another and without waiting between the attempts: for the
 * connection `sync`, and for tests.
 */
export class InlineWorker {
  #recorder: JobRecorder
  #runner: JobRunner

  constructor(
    app: ApplicationService,
    private queue: QueueContext,
    logger: ConstructorParameters<typeof JobRunner>[2]
  ) {
    this.#recorder = new JobRecorder(queue, 'inline')
    this.#runner = new JobRunner(app, queue, logger)
  }

  /**
   * Runs all jobs that are due, and the jobs that they dispatch, until none is left. It removes the jobs from their
   * broker.
   */
  async drain(): Promise<Drained> {
    const drained: Drained = { completed: 0, failed: [] }
    for (let runs = await this.#due(); runs.length > 0; runs = await this.#due()) {
      for (const run of runs) {
        await this.#takeAway(run)
        this.#count(drained, run, await this.run(run))
      }
    }
    await this.#purge()
    return drained
  }

  /**
   * Runs jobs, and the jobs that depend on them.
   * @throws after all have run, the error of the first job that has failed for good
   */
  async runAll(ids: string[]) {
    const [error] = await this.#runEach(ids)
    if (error) throw error
  }

  async run(run: StoredRun): Promise<Outcome> {
    const reserved = take(run)
    const started = performance.now()
    await this.#recorder.started(reserved)
    const outcome = await this.#runner.run(withOwnPayload(reserved), new CancellationSource())
    await this.#recorder.ended(reserved, outcome, performance.now() - started)
    await this.queue.log.flushed()
    return outcome.status === 'retry' ? this.run({ ...run, attempt: run.attempt + 1 }) : outcome
  }

  #runs() {
    return this.queue.store.connection
      .from('job_runs')
      .where('status', 'waiting')
      .orderBy('id')
      .select('id', 'name', 'queue', 'message', 'attempt', 'attempts', 'backoff')
  }

  async #due(): Promise<StoredRun[]> {
    await this.queue.log.flushed()
    return this.#runs().whereRaw('available_at <= clock_timestamp()')
  }

  /**
   * @returns the errors of the jobs that have failed for good
   */
  async #runEach(ids: string[]): Promise<Error[]> {
    const errors: Error[] = []
    for (const run of await this.#runs().whereIn('id', ids)) {
      const outcome = await this.run(run)
      if (outcome.status === 'failed') errors.push(outcome.error)
    }
    const dependents = await this.#dependentsOf(ids)
    if (dependents.length > 0) errors.push(...(await this.#runEach(dependents)))
    return errors
  }

  async #dependentsOf(ids: string[]): Promise<string[]> {
    const dependents = await this.#runs().where((either) =>
      either.whereIn('parent_id', ids).orWhereRaw(AFTER_BATCH_OF, [ids])
    )
    return dependents.map(({ id }) => id)
  }

  async #takeAway({ id, queue }: StoredRun) {
    const { driver, store } = this.queue
    await driver.remove(queue, id)
    await deleteFromOutbox(id, store.connection)
  }

  /** RabbitMQ cannot remove a single message, so the queues are cleared: all their jobs have just been run. */
  async #purge() {
    if (this.queue.config.connection !== 'rabbitmq') return
    for (const queue of Object.keys(this.queue.config.queues)) await this.queue.driver.clear(queue)
  }

  #count(drained: Drained, { name }: StoredRun, outcome: Outcome) {
    if (outcome.status === 'completed') drained.completed++
    if (outcome.status === 'failed') drained.failed.push({ name, error: outcome.error })
  }
}

function take(run: StoredRun): ReservedJob {
  return {
    ...run,
    attempt: run.attempt + 1,
    crashes: 0,
    possibleDuplicate: false,
    cancellation: new CancellationSource(),
  }
}
