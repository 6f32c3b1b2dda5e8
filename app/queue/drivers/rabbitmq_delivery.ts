import type { AsyncMessage, Channel } from 'rabbitmq-client'
import { Stop } from '#queue/stop'

/** A message that RabbitMQ has given us, until it is acknowledged. */
export class Delivery {
  readonly stop = new Stop()
  #isSettled = false

  constructor(
    readonly message: AsyncMessage,
    private channel: Channel
  ) {}

  /** RabbitMQ gives it to somebody else. */
  get isLost() {
    return !this.channel.active
  }

  /** RabbitMQ may remove it. */
  acknowledge() {
    this.#settle((channel, deliveryTag) => channel.basicAck({ deliveryTag }))
  }

  giveBack() {
    this.#settle((channel, deliveryTag) => channel.basicNack({ deliveryTag, requeue: true }))
  }

  /** RabbitMQ moves it to the dead ones, as it is. */
  bury() {
    this.#settle((channel, deliveryTag) => channel.basicNack({ deliveryTag, requeue: false }))
  }

  /** Once; and nobody hears it when it comes too late. */
  #settle(tell: (channel: Channel, deliveryTag: number) => void) {
    if (!this.#isSettled && !this.isLost) tell(this.channel, this.message.deliveryTag)
    this.#isSettled = true
  }
}
