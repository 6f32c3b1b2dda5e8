import type { AsyncMessage, Channel } from 'rabbitmq-client'
import { within } from '#queue/drivers/rabbitmq/connection'
import { CancellationSource } from '#queue/cancellation'

const ANSWER_MS = 2000

/** A message that RabbitMQ has delivered, until it is settled. */
export class Delivery {
  readonly cancellation = new CancellationSource()
  #isSettled = false

  constructor(
    readonly message: AsyncMessage,
    private channel: Channel,
    /** Any request that RabbitMQ answers on the channel. */
    private ask: (channel: Channel) => Promise<void>
  ) {}

  /** RabbitMQ delivers it to another consumer. */
  get isLost() {
    return !this.channel.active
  }

  /** Resolves when RabbitMQ has answered, or the channel is known to be closed. Never throws. */
  async confirm() {
    if (this.isLost) return
    await within(ANSWER_MS, this.ask(this.channel)).catch(() => undefined)
  }

  /** Tells RabbitMQ to remove the message. */
  acknowledge() {
    this.#settle((channel, deliveryTag) => channel.basicAck({ deliveryTag }))
  }

  release() {
    this.#settle((channel, deliveryTag) => channel.basicNack({ deliveryTag, requeue: true }))
  }

  /** RabbitMQ moves it to the dead-letter queue, unchanged. */
  bury() {
    this.#settle((channel, deliveryTag) => channel.basicNack({ deliveryTag, requeue: false }))
  }

  /** Settles once; does nothing when the channel is closed. */
  #settle(tell: (channel: Channel, deliveryTag: number) => void) {
    if (!this.#isSettled && !this.isLost) tell(this.channel, this.message.deliveryTag)
    this.#isSettled = true
  }
}
