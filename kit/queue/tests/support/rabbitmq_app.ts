import { setImmediate as nextRound } from 'node:timers/promises'
import type { Group } from '@japa/runner/core'
import { Connection } from 'rabbitmq-client'
import { defineConfig } from '#queue/define_config'
import { RabbitmqDriver } from '#queue/drivers/rabbitmq/driver'
import type { Listening, Outcome, ReservedJob } from '#queue/drivers/driver'
import { createKeeping, type Keeping } from '#queue/drivers/keeping'
import { createJobId } from '#queue/job_id'
import type { StoredJob } from '#queue/types'
import { eventually } from '#tests/support/eventually'
import { RabbitmqServer } from '#queue/tests/support/brokers/rabbitmq_server'

type Handle = (job: ReservedJob) => Outcome | Promise<Outcome>

export const completed: Outcome = { status: 'completed' }

export function storedJob(change: Partial<StoredJob> = {}): StoredJob {
  return {
    id: createJobId(),
    name: 'test/record_run_job',
    queue: 'default',
    message: { payload: { key: 'ñ🙂' }, origin: { user: '7' } },
    attempts: 3,
    backoff: 5000,
    delay: 0,
    ...change,
  }
}

/**
 * Resolves with 'released' when the worker has to release the job, as the engine does.
 */
export function untilAborted({ cancellation }: ReservedJob) {
  return new Promise<Outcome>((resolve) => {
    cancellation.onCancelled(() => resolve({ status: 'released' }))
  })
}

/** The milliseconds until the rejection, and its reason. */
export async function refused(doing: Promise<unknown>) {
  const started = performance.now()
  const error = await doing.then(
    () => undefined,
    (reason: Error) => reason
  )
  if (!error) throw new Error('It was not refused')
  return { error, after: performance.now() - started }
}

/**
 * A RabbitMQ for the tests of the group, and a separate app for each test.
 */
export function useRabbitmq(group: Group, begin: (app: RabbitmqApp) => void) {
  const broker = new RabbitmqServer()
  group.setup(async () => {
    await broker.start()
    return () => broker.end()
  })
  group.each.setup(() => {
    const app = new RabbitmqApp(broker)
    begin(app)
    return () => app.end()
  })
  return broker
}

/**
 * An app with its own queues on a RabbitMQ: a driver, a worker and an outbox, with a record of their jobs.
 */
export class RabbitmqApp {
  readonly prefix: string
  reserved: ReservedJob[] = []
  ended: { job: ReservedJob; outcome: Outcome }[] = []
  errors: Error[] = []
  outbox: { job: StoredJob; delay: number }[] = []
  outboxIsAway = false
  driver: RabbitmqDriver
  #listening: Listening[] = []
  #connection: Connection
  #pipe?: Promise<Keeping>

  constructor(
    readonly broker: RabbitmqServer,
    {
      url = broker.url,
      queues = ['default', 'low'],
      prefix = `test-${createJobId()}`,
      management = undefined as string | undefined,
    } = {}
  ) {
    this.prefix = prefix
    const config = defineConfig({
      queues: Object.fromEntries(queues.map((queue) => [queue, 1])),
      lease: '6s',
      rabbitmq: { url, management },
      defaults: { queue: queues[0] },
    })
    const outbox = { put: (job: StoredJob, delay: number) => this.#put(job, delay) }
    this.driver = new RabbitmqDriver(config, outbox, async () => ({ prefix }))
    this.#connection = new Connection({ url: broker.url, noDelay: true, retryHigh: 1000 })
    this.#connection.on('error', () => {})
  }

  async listen(handle: Handle, { queues = ['default'], concurrency = 10 } = {}) {
    this.#pipe ??= createKeeping(await this.driver.keeping(), (reason) =>
      this.errors.push(new Error(reason))
    )
    await this.#pipe
    const listening = await this.driver.listen(
      { queues, concurrency },
      {
        handle: async (job) => {
          this.reserved.push(job)
          return handle(job)
        },
        ended: (job, outcome) => this.ended.push({ job, outcome }),
        onError: (error) => this.errors.push(error),
      }
    )
    this.#listening.push(listening)
    return listening
  }

  /** Resolves when this number of jobs has ended. */
  async untilEnded(count: number) {
    await eventually(async () => this.ended.length >= count, 30_000)
  }

  async untilTaken(count: number) {
    await eventually(async () => this.reserved.length >= count, 30_000)
  }

  /** Resolves when RabbitMQ accepts a job. */
  untilPublished() {
    return eventually(() =>
      this.driver.publish([storedJob()]).then(
        () => true,
        () => false
      )
    )
  }

  /** Publishes a message that is not a job. */
  async send(body: Buffer | object, properties: object = {}) {
    const publisher = this.#connection.createPublisher({ confirm: true })
    await publisher.send(
      { routingKey: `${this.prefix}.default`, durable: true, ...properties },
      body
    )
    await publisher.close()
  }

  /** The number of waiting messages in a queue, without those that a worker has. */
  async waiting(queue = 'default') {
    const channel = await this.#connection.acquire()
    const name = `${this.prefix}.${queue}`
    const { messageCount } = await channel.queueDeclare({ queue: name, passive: true })
    await channel.close()
    return messageCount
  }

  async takeDead() {
    return this.#connection.basicGet({ queue: `${this.prefix}.dead`, noAck: true })
  }

  async deleteQueue(queue = 'default') {
    await this.#connection.queueDelete(`${this.prefix}.${queue}`)
  }

  async declareDifferently(queue: string) {
    await this.#connection.queueDeclare({ queue: `${this.prefix}.${queue}`, durable: true })
  }

  async end() {
    await Promise.all(this.#listening.splice(0).map((listening) => listening.stop(0)))
    await this.driver.close()
    await this.#connection.close()
    await nextRound()
  }

  async #put(job: StoredJob, delay: number) {
    if (this.outboxIsAway) throw new Error('The outbox is away')
    this.outbox.push({ job, delay })
  }
}
