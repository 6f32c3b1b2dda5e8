import type { ContainerResolver } from '@adonisjs/core/container'
import type { ApplicationService, ContainerBindings } from '@adonisjs/core/types'
import type { Logger } from '@adonisjs/core/logger'
import { Attempt, DoneBefore } from '#queue/worker/attempt'
import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import { backoffAfter, milliseconds } from '#queue/duration'
import {
  E_INVALID_PAYLOAD,
  E_JOB_CANCELLED,
  E_JOB_CRASHED,
  E_JOB_TIMEOUT,
  E_PERMANENT_FAILURE,
  E_UNKNOWN_JOB,
} from '#queue/errors'
import { crashError } from '#queue/worker/crash_tracker'
import { dispatchingFrom } from '#queue/origin'
import { openPayload } from '#queue/payload'
import { markOf } from '#queue/schema_mark'
import { CancellationSource } from '#queue/cancellation'
import { logFields } from '#queue/worker/reserved_job'
import { toError } from '#queue/thrown'
import type { QueueContext } from '#queue/queue_context'
import type { JobClass, RunnableJob } from '#queue/types'

const FIRST_WAIT_FOR_UNKNOWN_MS = 10_000
const LONGEST_WAIT_FOR_UNKNOWN_MS = 300_000

/** Errors that are not retried, because another attempt would fail as well. */
const HOPELESS = [E_INVALID_PAYLOAD, E_JOB_CRASHED, E_PERMANENT_FAILURE]

interface Run {
  job: RunnableJob
  payload: unknown
}

/**
 * Runs one attempt of a job, and returns its outcome.
 */
export class JobRunner {
  #classes = new Map<string, JobClass>()
  #resolver: ContainerResolver<ContainerBindings>

  constructor(
    app: ApplicationService,
    private queue: QueueContext,
    private logger: Logger
  ) {
    this.#resolver = app.container.createResolver()
  }

  /**
   * Never throws.
   * @param stop the cancellation of this attempt: the job is cancelled, the worker stops, or the lease is lost
   */
  async run(reserved: ReservedJob, cancellation: CancellationSource): Promise<Outcome> {
    let run: Run | undefined
    try {
      if (mayExpire(reserved) && (await this.#isExpired(reserved))) {
        return { status: 'dropped', reason: 'expired' }
      }
      const JobClass = this.#classes.get(reserved.name) ?? (await this.#find(reserved.name))
      if (!JobClass) return this.#keep(reserved, 'unknown', new E_UNKNOWN_JOB([reserved.name]))

      const payload = await openPayload(reserved.name, JobClass, reserved.message)
      run = { job: await this.#resolver.make(JobClass), payload }
      this.#introduce(run, reserved)
      await this.#attempt(run, JobClass, reserved, cancellation)
      return { status: 'completed' }
    } catch (thrown) {
      const error = toError(thrown)
      if (error instanceof DoneBefore) return { status: 'dropped', reason: 'done before' }
      if (cancellation.reason instanceof E_JOB_CANCELLED)
        return { status: 'dropped', reason: 'cancelled' }
      if (reserved.cancellation.reason) return { status: 'released' }
      if (this.#isOfOtherRelease(reserved, error))
        return this.#keep(reserved, 'other schema', error)
      return this.#fail(reserved, error, run)
    }
  }

  /**
   * The release that dispatched the job accepted its payload. It may be a newer release, whose workers have not started
   * yet. A message without a mark comes from a release in which the job has no schema.
   */
  #isOfOtherRelease({ name, message }: ReservedJob, error: Error) {
    const schema = this.#classes.get(name)?.schema
    return error instanceof E_INVALID_PAYLOAD && !!schema && message.schema !== markOf(schema)
  }

  /** Uses PostgreSQL's clock: a worker whose own clock is wrong would drop jobs that are in time. */
  async #isExpired({ message: { expiresAt } }: ReservedJob) {
    return expiresAt! < (await this.queue.store.now())
  }

  /** Keeps the class, because importing a loaded module again takes as long as all the rest of a small job. */
  async #find(name: string) {
    const found = await this.queue.registry.find(name)
    if (found) this.#classes.set(name, found)
    return found
  }

  async #attempt(
    { job, payload }: Run,
    JobClass: JobClass,
    reserved: ReservedJob,
    cancellation: CancellationSource
  ) {
    const { name, crashes, charged = crashes, message } = reserved
    if (charged >= this.queue.config.crashes) throw crashError(reserved)

    const timeout = milliseconds(
      message.timeout ?? JobClass.timeout ?? this.queue.config.defaults.timeout
    )
    reserved.hold?.mayTake(timeout)
    const attempt = new Attempt(reserved, this.queue, this.logger, cancellation)
    // A job of `@rlanz/bull-queue` may take an injected dependency as its second argument.
    const values = JobClass.$$filepath ? [payload] : [payload, attempt]
    try {
      await inTime(name, timeout, cancellation, () =>
        dispatchingFrom({ ...message.origin, parent: reserved.id }, () =>
          this.#resolver.call(job, 'handle', values)
        )
      )
    } catch (error) {
      if (!attempt.isCommitted) throw error
      attempt.logger.warn(
        { err: error },
        `${name} failed after its transaction, so it counts as completed`
      )
    }
  }

  /** Sets the fields that a job of `@rlanz/bull-queue` can read. */
  #introduce({ job, payload }: Run, reserved: ReservedJob) {
    const { id, name, attempt, attempts, message } = reserved
    const bullJob = {
      id,
      name,
      data: payload,
      delay: 0,
      attemptsMade: attempt - 1,
      opts: { attempts },
    }
    // Creates a child logger only when it is needed, because creating one is expensive for a small job.
    const logger = message.origin?.request ? this.logger.child(logFields(reserved)) : this.logger
    job.$injectInternal({ job: bullJob as never, logger: logger as never })
  }

  async #fail(reserved: ReservedJob, error: Error, run?: Run): Promise<Outcome> {
    const { attempt, attempts, backoff, message, cancellation } = reserved
    const isHopeless = HOPELESS.some((kind) => error instanceof kind)
    if (attempt < attempts && !isHopeless) {
      const delay = message.fixedBackoff ? backoff : backoffAfter(attempt, backoff)
      return { status: 'retry', error, delay }
    }
    // A job that has blocked the event loop beyond its timeout may be in another worker by now.
    if (run) await reserved.confirm?.()
    if (run && !cancellation.reason) await this.#rescue(reserved, error, run)
    return cancellation.reason ? { status: 'released' } : { status: 'failed', error }
  }

  /**
   * A rescue that ended its worker is not retried.
   */
  async #rescue(reserved: ReservedJob, error: Error, { job, payload }: Run) {
    const { name, attempt, crashes, charged = crashes, message, cancellation: outer } = reserved
    const { config } = this.queue
    if (charged > config.crashes) return

    const cancellation = new CancellationSource()
    const letGo = (reason: Error) => cancellation.cancel(reason)
    outer.onCancelled(letGo)
    if (outer.reason) letGo(outer.reason)
    try {
      if (!job.rescue) return
      Object.assign(job.getJob(), { attemptsMade: attempt, failedReason: error.message })
      const timeout = milliseconds(config.defaults.timeout)
      reserved.hold?.mayTake(timeout)
      await inTime(name, timeout, cancellation, () =>
        dispatchingFrom({ ...message.origin, parent: reserved.id }, () =>
          this.#resolver.call(job as Required<RunnableJob>, 'rescue', [payload, error])
        )
      )
    } catch (rescueError) {
      this.logger.error(
        { ...logFields(reserved), err: rescueError },
        `${name} failed in its rescue`
      )
    } finally {
      outer.offCancelled(letGo)
    }
  }

  /**
   * In a rolling deploy an older worker may get a job, or a payload, that only newer workers know. The job waits for a
   * newer worker, each time twice as long.
   */
  #keep(reserved: ReservedJob, reason: 'unknown' | 'other schema', error: Error): Outcome {
    const { unknownSince = Date.now() } = reserved.message
    const waited = Date.now() - unknownSince
    if (waited > milliseconds(this.queue.config.keepUnknown)) return { status: 'failed', error }
    const delay = Math.min(Math.max(waited, FIRST_WAIT_FOR_UNKNOWN_MS), LONGEST_WAIT_FOR_UNKNOWN_MS)
    return { status: 'postponed', unknownSince, delay, reason }
  }
}

/** A job can expire only before its first start. */
function mayExpire({ message: { expiresAt }, attempt, crashes }: ReservedJob) {
  return expiresAt !== undefined && attempt === 1 && crashes === 0
}

/**
 * Rejects when `stop` is asked, or after `limit` milliseconds, even if `run` ignores its signal.
 */
function inTime(
  name: string,
  limit: number,
  cancellation: CancellationSource,
  run: () => Promise<unknown>
) {
  return new Promise((resolve, reject) => {
    if (cancellation.reason) throw cancellation.reason
    const timer = setTimeout(() => cancellation.cancel(new E_JOB_TIMEOUT([name, limit])), limit)
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    cancellation.onCancelled(fail)
    run().then((result) => {
      clearTimeout(timer)
      resolve(result)
    }, fail)
  })
}
