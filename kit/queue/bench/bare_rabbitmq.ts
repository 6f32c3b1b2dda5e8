/**
 * rabbitmq-client with a quorum queue, confirms, and an acknowledgement after each job.
 */
import { Connection } from 'rabbitmq-client'
import { answer } from './answers.ts'
import { bulkRateOf, Finish, numbers, rateOf, type Kind } from './contender.ts'
import { writeRow } from './rows.ts'

const QUEUE = 'bare'
const declaration = {
  queue: QUEUE,
  durable: true,
  arguments: { 'x-queue-type': 'quorum' },
} as const

const handlers = {
  noOp: async () => undefined,
  row: ({ number }: { number: number }) => writeRow(number),
}

const connection = new Connection({ url: process.env.AMQP_URL, noDelay: true })
connection.on('error', (error) => console.error(error))
const publisher = connection.createPublisher({ confirm: true, queues: [declaration] })

answer({
  async fill(kind: Kind, count: number) {
    for (const some of numbers(count)) await publishBulk(kind, some)
  },
  oneByOne: (count: number) => rateOf(count, (number) => publish('noOp', { number })),
  bulk: (count: number) => bulkRateOf(count, (payloads) => publishBulk('noOp', payloads)),
  clear: () => connection.queuePurge(QUEUE),
  work,
})

function publish(kind: Kind, payload: { number: number }) {
  return publisher.send({ routingKey: QUEUE, durable: true, type: kind }, payload)
}

async function publishBulk(kind: Kind, payloads: { number: number }[]) {
  await Promise.all(payloads.map((payload) => publish(kind, payload)))
}

async function work(kind: Kind, concurrency: number, total: number) {
  const finish = new Finish(total)
  connection.createConsumer(
    { queue: QUEUE, queueOptions: declaration, qos: { prefetchCount: concurrency } },
    async ({ body }) => {
      await handlers[kind](body)
      finish.count()
    }
  )
  return finish.rate
}
