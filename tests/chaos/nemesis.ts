import { setTimeout as wait } from 'node:timers/promises'
import type { TcpProxy } from '#tests/support/brokers/tcp_proxy'
import type { BrokerServer } from '#tests/support/brokers/broker_server'
import type { Chance } from '#tests/chaos/chance'
import type { Fleet } from '#tests/chaos/fleet'

const FROZEN_MS = 5000
const COMMANDS = { kill: 10, freeze: 2, stop: 3, poison: 2, cut: 1, crash: 2 }
type Fault = keyof typeof COMMANDS

export interface Faults {
  kills: number
  frozen: number
  stopped: number
  brokerDeaths: number
  cuts: number
}

/**
 * Does to workers, broker and PostgreSQL what happens to them, one after another.
 */
export class Nemesis {
  readonly done: Faults = { kills: 0, frozen: 0, stopped: 0, brokerDeaths: 0, cuts: 0 }
  #frozen: Promise<void>[] = []

  /**
   * @param broker without one it is PostgreSQL
   */
  constructor(
    private chance: Chance,
    private fleet: Fleet,
    private database: TcpProxy,
    private broker?: BrokerServer
  ) {}

  /** Until it has killed so many workers. */
  async rage(kills: number) {
    while (this.done.kills < kills) {
      await wait(this.chance.between(200, 1500))
      await this.#strike(this.chance.weighted<Fault>(COMMANDS))
    }
    await Promise.all(this.#frozen)
  }

  /** The broker is emptied as well, where it is no database of its own. */
  async cutDatabase(seconds: number) {
    this.done.cuts++
    await this.database.cut()
    await wait(seconds * 1000)
    await this.database.restore()
  }

  async takeBroker(seconds: number) {
    if (!this.broker) return this.cutDatabase(seconds)
    this.done.brokerDeaths++
    await this.broker.kill()
    await wait(seconds * 1000)
    await this.broker.start()
  }

  async #strike(fault: Fault) {
    const worker = this.chance.pick(this.fleet.workers)
    switch (fault) {
      case 'kill':
        return this.#kill(worker)
      case 'poison':
        // Its successor dies between the publishing of a job and the mark.
        return this.#kill(worker, { TEST_DIES: 'published' })
      case 'stop':
        this.done.stopped++
        worker.send('SIGTERM')
        return this.fleet.replaced(worker)
      case 'freeze':
        this.done.frozen++
        worker.send('SIGSTOP')
        this.#frozen.push(wait(FROZEN_MS).then(() => worker.send('SIGCONT')))
        return
      case 'cut':
        return this.cutDatabase(this.chance.between(1, 20) / 5)
      case 'crash':
        return this.takeBroker(this.chance.between(1, 20) / 5)
    }
  }

  async #kill(worker: Fleet['workers'][number], env?: NodeJS.ProcessEnv) {
    this.done.kills++
    if (env) this.fleet.nextOf(worker, env)
    worker.send('SIGKILL')
    await this.fleet.replaced(worker)
  }
}
