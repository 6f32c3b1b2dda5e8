import { E_QUEUE_UNAVAILABLE } from '#queue/errors'
import { seal } from '#queue/envelope'
import { FakeQueue } from '#queue/fake_queue'
import { isJobClass } from '#queue/is_job_class'
import type { QueueDriver } from '#queue/drivers/driver'
import type { JobRegistry } from '#queue/job_registry'
import type {
  DispatchOptions,
  Envelope,
  JobClass,
  JobReference,
  PayloadOf,
  QueueConfig,
} from '#queue/types'

/** A page never waits longer for a broker. */
const DISPATCH_TIMEOUT_MS = 2000

/**
 * Dispatches jobs to the broker that config/queue.ts names.
 */
export class QueueManager {
  #fake?: FakeQueue

  constructor(
    readonly config: QueueConfig,
    readonly registry: JobRegistry,
    readonly driver: QueueDriver
  ) {}

  /**
   * Hands a job to the workers. With `trx` it is part of that transaction.
   * @returns the job's id
   * @throws E_UNKNOWN_QUEUE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD, E_INVALID_DISPATCH, E_QUEUE_UNAVAILABLE
   */
  async dispatch<Class extends JobClass>(
    reference: JobReference<Class>,
    payload: PayloadOf<Class>,
    options: DispatchOptions = {}
  ): Promise<string> {
    const job = isJobClass(reference)
      ? reference
      : await reference().then((module) => module.default)
    const name = await this.registry.nameOf(job)
    const envelope = seal(name, job, payload, options, this.config)

    if (this.#fake) this.#fake.record(job, envelope)
    else if (options.trx) await this.driver.dispatch(envelope, options.trx)
    else await inTime(envelope, this.driver.dispatch(envelope))
    return envelope.id
  }

  /**
   * For tests: from now on jobs are recorded instead of dispatched, until the fake is disposed
   * (`using fake = queue.fake()`).
   */
  fake() {
    this.#fake = new FakeQueue(() => (this.#fake = undefined))
    return this.#fake
  }
}

async function inTime(envelope: Envelope, dispatched: Promise<void>) {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new E_QUEUE_UNAVAILABLE([envelope.name])), DISPATCH_TIMEOUT_MS)
  })
  return Promise.race([dispatched, tooLate]).finally(() => clearTimeout(timer))
}
