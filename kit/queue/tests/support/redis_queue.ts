import type { Group } from '@japa/runner/core'
import { RedisDriver } from '#queue/drivers/redis/driver'
import type { StoredJob } from '#queue/types'
import { RedisServer } from '#queue/tests/support/brokers/redis_server'
import type { DriverListener } from '#queue/tests/support/driver_listener'
import { DriverProcess } from '#queue/tests/support/driver_process'
import { eventually } from '#tests/support/eventually'

export const QUEUES = { queues: ['default', 'low'], concurrency: 2 }

export const redisDriver = (url: string) =>
  new RedisDriver({ lease: '2s', redis: { url } }, async () => ({ prefix: 'queue' }))

/**
 * A Redis for the tests of the group. Each test has its own driver, and consumers that stop when the test ends.
 */
export class RedisQueue {
  server = new RedisServer()
  driver!: RedisDriver
  #ends: (() => Promise<unknown>)[] = []

  constructor(group: Group) {
    group.setup(async () => {
      await this.server.start()
      return () => this.server.end()
    })
    group.each.setup(() => {
      this.driver = redisDriver(this.server.url)
      return () => this.#end()
    })
  }

  async listen(listener: DriverListener, options = QUEUES) {
    const listening = await this.driver.listen(options, listener)
    this.#ends.push(() => listening.stop(0))
    return listening
  }

  async startProcess(env: NodeJS.ProcessEnv = {}) {
    const worker = new DriverProcess('redis', this.server.url, { QUEUE_LEASE_MS: '2000', ...env })
    this.#ends.push(() => worker.kill())
    return worker.ready()
  }

  async has(...jobs: StoredJob[]) {
    const ids = jobs.map(({ id }) => id)
    const there = await this.driver.has(jobs[0].queue, ids)
    return jobs.filter(({ id }) => there!.has(id))
  }

  untilGone(...jobs: StoredJob[]) {
    return eventually(async () => {
      const left = await this.has(...jobs).catch(() => undefined)
      return left?.length === 0
    }, 20_000)
  }

  async #end() {
    await Promise.all(this.#ends.splice(0).map((end) => end()))
    await this.driver.close()
    await this.server.flush()
  }
}
