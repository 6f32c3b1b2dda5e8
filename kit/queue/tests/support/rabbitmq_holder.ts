/**
 * Takes jobs from the queue "default" of a RabbitMQ, and holds them until the process is killed.
 */
import { createKeeping } from '#queue/drivers/keeping'
import { RabbitmqDriver } from '#queue/drivers/rabbitmq/driver'

const [url, prefix] = process.argv.slice(2)
const never = new Promise<never>(() => {})
const driver = new RabbitmqDriver(
  { queues: { default: 1 }, lease: '30s', rabbitmq: { url, ackTimeout: '30m' } },
  { put: () => never },
  async () => ({ prefix })
)

await createKeeping(await driver.keeping(), () => {})
await driver.listen(
  { queues: ['default'], concurrency: 10 },
  {
    handle(job) {
      console.log(job.id)
      return never
    },
    ended() {},
    onError() {},
  }
)
