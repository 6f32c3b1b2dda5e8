import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from '#queue/tests/chaos/chance'
import type { Fleet } from '#queue/tests/chaos/fleet'
import type { Faults } from '#queue/tests/chaos/round_plan'
import type { BrokerServer } from '#queue/tests/support/brokers/broker_server'
import type { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'

/** Longer than the lease of the workers. */
const FROZEN_MS = 5000

/** A worker ends within seven seconds after the signal, but a busy machine may need longer. */
const STOP_MS = 60_000

/** The weight of each fault in the random choice. */
const WEIGHTS = { kill: 10, poison: 3, freeze: 2, stop: 3, cut: 1, stall: 1, crash: 2, hang: 1 }
type Fault = keyof typeof WEIGHTS

/** The moment when a poisoned worker dies: see kit/queue/tests/support/chaos/misbehave.ts. */
const POISONS = ['published', 'committed']

type Victim = Fleet['workers'][number]

/**
 * Injects faults into workers, broker and PostgreSQL, one after another.
 */
export class Nemesis {
  #done = { frozen: 0, stopped: 0, brokerKilled: 0, brokerFrozen: 0 }
  #database = { databaseCut: 0, databaseFrozen: 0 }
  #frozen: Promise<void>[] = []

  /**
   * @param broker undefined if PostgreSQL is the broker
   */
  constructor(
    private chance: Chance,
    private fleet: Fleet,
    private database: TcpProxy,
    private broker?: BrokerServer
  ) {}

  get faults(): Faults {
    return { killed: this.fleet.killed, ...this.#done, ...this.#database }
  }

  /**
   * Injects faults until the given number of workers was killed.
   * @param due resolves when it is time for the next fault; it receives the number of kills so far
   */
  async rage(kills: number, due: (killed: number) => Promise<unknown>) {
    while (this.fleet.killed < kills) {
      await wait(this.chance.between(200, 1500))
      await due(this.fleet.killed)
      await this.#strike(this.chance.weighted<Fault>(WEIGHTS))
    }
    await Promise.all(this.#frozen)
  }

  async cutDatabase(seconds: number) {
    this.#database.databaseCut++
    await this.database.cut()
    await wait(seconds * 1000)
    await this.database.restore()
  }

  async takeBroker(seconds: number) {
    if (!this.broker) return this.cutDatabase(seconds)
    this.#done.brokerKilled++
    await this.broker.kill()
    await wait(seconds * 1000)
    await this.broker.start()
  }

  async #strike(fault: Fault) {
    switch (fault) {
      case 'cut':
        return this.cutDatabase(this.#aMoment())
      case 'stall':
        return this.#stallDatabase(this.#aMoment())
      case 'crash':
        return this.takeBroker(this.#aMoment())
      case 'hang':
        return this.#hangBroker(this.#aMoment())
      default:
        return this.#strikeWorker(fault, this.chance.pick(await this.fleet.listening()))
    }
  }

  async #strikeWorker(fault: 'kill' | 'poison' | 'freeze' | 'stop', worker: Victim) {
    switch (fault) {
      case 'kill':
        return this.#kill(worker)
      case 'poison':
        this.fleet.nextOf(worker, { TEST_DIES: this.chance.pick(this.#poisons) })
        return this.#kill(worker)
      case 'stop':
        return this.#stop(worker)
      case 'freeze':
        this.#done.frozen++
        worker.send('SIGSTOP')
        this.#frozen.push(wait(FROZEN_MS).then(() => worker.send('SIGCONT')))
    }
  }

  async #kill(worker: Victim) {
    worker.send('SIGKILL')
    await this.fleet.replaced(worker)
  }

  /** @throws when the worker does not end: a blocked worker cannot handle the signal */
  async #stop(worker: Victim) {
    this.#done.stopped++
    worker.send('SIGTERM')
    const replaced = this.fleet.replaced(worker).then(() => true)
    if (await Promise.race([replaced, wait(STOP_MS, false, { ref: false })])) return
    throw new Error(`A worker has not stopped ${STOP_MS / 1000} s after SIGTERM`)
  }

  async #stallDatabase(seconds: number) {
    this.#database.databaseFrozen++
    this.database.stall()
    await wait(seconds * 1000)
    await this.database.restore()
  }

  async #hangBroker(seconds: number) {
    if (!this.broker) return this.#stallDatabase(seconds)
    this.#done.brokerFrozen++
    this.broker.freeze()
    await wait(seconds * 1000)
    this.broker.thaw()
  }

  /** With PostgreSQL as the broker there is no relay, so no worker can die in it. */
  get #poisons() {
    return this.broker ? POISONS : ['committed']
  }

  /** Seconds: from a short moment to longer than the lease. */
  #aMoment() {
    return this.chance.between(1, 20) / 5
  }
}
