import { setTimeout as wait } from 'node:timers/promises'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { Recovered } from '#queue/control/types'
import queue from '#queue/main'
import { Chance } from '#tests/chaos/chance'
import { dispatchPlansOf } from '#tests/chaos/dispatch_plan'
import { Fleet } from '#tests/chaos/fleet'
import { createLedger, dropLedger, readCounts, readLost, readVerdict } from '#tests/chaos/ledger'
import { Nemesis } from '#tests/chaos/nemesis'
import {
  countOpen,
  describeFailures,
  describeOpen,
  untilNothingHappens,
} from '#tests/chaos/open_jobs'
import { Progress } from '#tests/chaos/progress'
import type { RoundPlan, RoundResult } from '#tests/chaos/round_plan'
import { runAce } from '#tests/support/ace'
import { startDatabaseProxy } from '#tests/support/brokers/database_proxy'
import { RabbitmqServer } from '#tests/support/brokers/rabbitmq_server'
import { runBroker } from '#tests/support/brokers/run_broker'
import { createTestDatabase } from '#tests/support/database'
import { eventually } from '#tests/support/eventually'
import { forgetJobs } from '#tests/support/job_runs'

const WORKERS = 4
/** Of the jobs: the last ones are dispatched in peace. */
const SPREAD_OVER = 0.9
/** That many may take so long, on a busy machine and without PostgreSQL now and then. */
const DISPATCH_MS = 120_000
const PAUSED_MS = 4000
/** A worker that was killed counts as gone from then on: its jobs are not put back before. */
const GONE_MS = 31_000

type Proxy = Awaited<ReturnType<typeof startDatabaseProxy>>['proxy']

/**
 * Dispatches jobs of every kind, while everything that they need is killed, frozen and cut off.
 */
export class Round {
  #broker = queue.config.connection === 'postgres' ? undefined : runBroker()
  #fleet: Fleet
  #nemesis: Nemesis
  #progress: Progress
  #recovered = 0

  private constructor(
    private plan: RoundPlan,
    private database: Proxy,
    url: string
  ) {
    this.#fleet = new Fleet({ DATABASE_URL: url })
    this.#nemesis = new Nemesis(new Chance(plan.seed), this.#fleet, database, this.#broker)
    this.#progress = new Progress(queue.config.connection, this.#fleet)
  }

  /** Its database is empty, and so is its broker. */
  static async prepare(plan: RoundPlan) {
    await testUtils.boot()
    await createTestDatabase()
    await testUtils.db().migrate()
    await forgetJobs()
    await createLedger()
    await queue.driver.check()
    const { proxy, url } = await startDatabaseProxy()
    return new Round(plan, proxy, url)
  }

  async run(): Promise<RoundResult> {
    await this.#settle()
    for (let worker = 0; worker < WORKERS; worker++) this.#fleet.hire()
    await Promise.all([this.#fleet.dispatch(dispatchPlansOf(this.plan)), this.#storm()])
    await untilNothingHappens()
    return this.#conclude()
  }

  async end() {
    this.#progress.end()
    await this.#fleet.end()
    await this.database.end()
    await dropLedger()
  }

  async #storm() {
    const { kills, databaseAway, brokerAway } = this.plan
    this.#progress.say(`${kills} kills, and what else may happen`)
    await this.#rage(Math.ceil(kills / 2))
    this.#progress.say(`PostgreSQL is away for ${databaseAway} s`)
    await this.#nemesis.cutDatabase(databaseAway)
    this.#progress.say(`the broker is away for ${brokerAway} s`)
    await this.#nemesis.takeBroker(brokerAway)
    if (this.#broker) await this.#empty()
    this.#progress.say('the rest of the kills')
    await this.#rage(kills)
    this.#progress.say('all is healed, the rest of the jobs')
    this.#fleet.hurry()
  }

  /** Kills are spread over the dispatches, however fast those are. */
  async #rage(kills: number) {
    const share = (SPREAD_OVER * this.plan.jobs) / this.plan.kills
    await this.#nemesis.rage(kills, (killed) =>
      eventually(async () => {
        const { dispatched } = await readCounts()
        return dispatched >= share * killed
      }, DISPATCH_MS)
    )
  }

  /**
   * While no worker takes jobs, so that some wait in it. From here on the broker has to keep what it is given: what is
   * lost later was lost by us.
   */
  async #empty() {
    this.#progress.say('the broker is emptied, and queue:recover puts the jobs back')
    const queues = Object.keys(queue.config.queues).map((name) => ({ queue: name }))
    await db.table('queue_pauses').multiInsert(queues)
    await wait(PAUSED_MS)
    await this.#broker!.flush()
    await db.from('queue_pauses').delete()
    this.#recovered = await this.#recover()
  }

  async #recover() {
    await wait(GONE_MS)
    const { exitCode, stdout, output } = await runAce('queue:recover', '--older-than=1s', '--json')
    if (exitCode !== 0) throw new Error(output)
    const recovered: Recovered[] = JSON.parse(stdout)
    return recovered.reduce((sum, { count }) => sum + count, 0)
  }

  /**
   * What has no effect by now is lost. That a job has ended may be missing in the log: its worker was killed just then,
   * and `queue:recover` runs it again.
   */
  async #conclude(): Promise<RoundResult> {
    const { lost } = await readVerdict()
    const lostRuns = await readLost()
    if ((await countOpen()) > 0) {
      this.#progress.say(`queue:recover, for ${await describeOpen()}`)
      await this.#recover()
      await untilNothingHappens()
    }
    return {
      ...(await readVerdict()),
      lost,
      lostRuns,
      faults: this.#nemesis.faults,
      recovered: this.#recovered,
      open: await countOpen(),
      failed: await describeFailures(),
      seconds: this.#progress.seconds,
    }
  }

  /** RabbitMQ 3.10 loses what it has confirmed if it is killed in the first second of a queue's life. */
  async #settle() {
    if (this.#broker instanceof RabbitmqServer) await this.#broker.settle()
  }
}
