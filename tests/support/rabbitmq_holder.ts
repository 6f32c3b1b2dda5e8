/**
 * Takes jobs of the queue "default" of a RabbitMQ and never ends one, until it is killed.
 */
import { RabbitmqDriver } from '#queue/drivers/rabbitmq'

const [url, prefix] = process.argv.slice(2)
const never = new Promise<never>(() => {})
const driver = new RabbitmqDriver({
  url,
  prefix,
  queues: ['default'],
  lease: 30_000,
  ackTimeout: 1_800_000,
  outbox: { put: () => never },
})

await driver.listen(
  { queues: ['default'], concurrency: 10 },
  {
    handle(job) {
      console.log(job.id)
      return never
    },
    ended() {},
    troubled() {},
  }
)
