import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '#tests/support/free_port'
import { RabbitmqServer } from '#queue/tests/support/brokers/rabbitmq_server'

/** A RabbitMQ with the management plugin. */
export class ManagedRabbitmq extends RabbitmqServer {
  static async started() {
    const port = await freePort()
    const server = new ManagedRabbitmq(port)
    await server.start()
    while (!(await server.#answersHttp())) await wait(100)
    return server
  }

  readonly management: string

  constructor(port: number) {
    super({ 'management.tcp.ip': '127.0.0.1', 'management.tcp.port': String(port) })
    this.management = `http://127.0.0.1:${port}`
  }

  protected override get plugins() {
    return 'rabbitmq_management'
  }

  /** @param definition such as `{ 'max-length': 10 }` */
  async setPolicy(name: string, pattern: string, definition: object) {
    await this.call('PUT', `policies/%2F/${name}`, { pattern, definition, 'apply-to': 'queues' })
  }

  async removePolicy(name: string) {
    await this.call('DELETE', `policies/%2F/${name}`)
  }

  async call(method: string, path: string, body?: object) {
    const { ok, status } = await fetch(`${this.management}/api/${path}`, {
      method,
      headers: {
        'authorization': `Basic ${btoa('guest:guest')}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    })
    if (!ok) throw new Error(`RabbitMQ answers ${status} to ${method} ${path}`)
  }

  async #answersHttp() {
    return this.call('GET', 'overview').then(
      () => true,
      () => false
    )
  }
}
