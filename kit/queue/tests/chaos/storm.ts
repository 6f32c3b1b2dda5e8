import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import type { Fleet } from '#queue/tests/chaos/fleet'
import { readCounts } from '#queue/tests/chaos/ledger'
import type { Nemesis } from '#queue/tests/chaos/nemesis'
import type { Progress } from '#queue/tests/chaos/progress'
import { recoverJobs } from '#queue/tests/chaos/recover_jobs'
import type { RoundPlan } from '#queue/tests/chaos/round_plan'
import type { BrokerServer } from '#queue/tests/support/brokers/broker_server'
import { eventually } from '#tests/support/eventually'

/** The share of the jobs that is dispatched by the end of each part. The rest is dispatched without faults. */
const SHARES = { firstKills: 0.4, databaseAway: 0.45, brokerAway: 0.55, otherKills: 0.95 }
/** The time limit for the dispatches between two kills, on a busy machine and with outages of PostgreSQL. */
const DISPATCH_MS = 120_000
/** Workers read the paused queues every second. */
const PAUSED_MS = 4000

interface Range {
  from: number
  to: number
}

/**
 * Runs all faults in their order, while jobs are dispatched.
 */
export class Storm {
  /** Jobs that were put back after the broker was emptied. */
  recovered = 0

  /**
   * @param broker undefined if PostgreSQL is the broker
   */
  constructor(
    private plan: RoundPlan,
    private fleet: Fleet,
    private nemesis: Nemesis,
    private progress: Progress,
    private broker?: BrokerServer
  ) {}

  async run() {
    const { kills } = this.plan
    const half = Math.ceil(kills / 2)
    this.progress.say(`${kills} kills, and what else may happen`)
    await this.#rage({ from: 0, to: half }, { from: 0, to: SHARES.firstKills })
    await this.#takeAway()
    if (this.broker) await this.#empty(this.broker)
    this.progress.say('the rest of the kills')
    await this.#rage({ from: half, to: kills }, { from: SHARES.brokerAway, to: SHARES.otherKills })
    this.progress.say('all is healed, the rest of the jobs')
    this.fleet.allow(1)
  }

  /** Kills and dispatches wait for each other, so that each kill happens while there are jobs to lose. */
  async #rage(kills: Range, shares: Range) {
    const slope = (shares.to - shares.from) / (kills.to - kills.from)
    const shareAt = (killed: number) => shares.from + slope * (killed - kills.from)
    await this.nemesis.rage(kills.to, async (killed) => {
      this.fleet.allow(shareAt(killed + 1))
      await this.#dispatched(shareAt(killed))
    })
  }

  async #takeAway() {
    const { databaseAway, brokerAway } = this.plan
    this.progress.say(`PostgreSQL is away for ${databaseAway} s`)
    this.fleet.allow(SHARES.databaseAway)
    await this.nemesis.cutDatabase(databaseAway)
    this.progress.say(`the broker is away for ${brokerAway} s`)
    this.fleet.allow(SHARES.brokerAway)
    await this.nemesis.takeBroker(brokerAway)
  }

  /**
   * Empties the broker while all queues are paused, so that jobs wait in it. From here on the broker keeps its jobs, so
   * any job that is lost later is a bug of the queue.
   */
  async #empty(broker: BrokerServer) {
    this.progress.say('the broker is emptied, and queue:recover puts the jobs back')
    const queues = Object.keys(queue.config.queues).map((name) => ({ queue: name }))
    await db.table('queue_pauses').multiInsert(queues)
    await wait(PAUSED_MS)
    await broker.flush()
    await db.from('queue_pauses').delete()
    this.recovered = await recoverJobs()
  }

  async #dispatched(share: number) {
    await eventually(async () => {
      const { dispatched } = await readCounts()
      return dispatched >= share * this.plan.jobs
    }, DISPATCH_MS)
  }
}
