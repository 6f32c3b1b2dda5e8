import testUtils from '@adonisjs/core/services/test_utils'
import queue from '#queue/main'
import { Chance } from '#queue/tests/chaos/chance'
import { dispatchPlansOf } from '#queue/tests/chaos/dispatch_plan'
import { Fleet } from '#queue/tests/chaos/fleet'
import { createLedger, dropLedger, readLost, readVerdict } from '#queue/tests/chaos/ledger'
import { Nemesis } from '#queue/tests/chaos/nemesis'
import {
  countOpen,
  describeFailures,
  describeOpen,
  untilNothingHappens,
} from '#queue/tests/chaos/open_jobs'
import { Progress } from '#queue/tests/chaos/progress'
import { recoverJobs } from '#queue/tests/chaos/recover_jobs'
import type { RoundPlan, RoundResult } from '#queue/tests/chaos/round_plan'
import { Storm } from '#queue/tests/chaos/storm'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { RabbitmqServer } from '#queue/tests/support/brokers/rabbitmq_server'
import { runBroker } from '#queue/tests/support/brokers/run_broker'
import { createTestDatabase } from '#tests/support/database'
import { forgetJobs } from '#queue/tests/support/job_runs'

const WORKERS = 4

type Proxy = Awaited<ReturnType<typeof startDatabaseProxy>>['proxy']

/**
 * Dispatches jobs of every kind, while everything that they need is killed, frozen and cut off.
 */
export class Round {
  #broker = queue.config.connection === 'postgres' ? undefined : runBroker()
  #fleet: Fleet
  #nemesis: Nemesis
  #progress: Progress
  #storm: Storm

  private constructor(
    private plan: RoundPlan,
    private database: Proxy,
    url: string
  ) {
    this.#fleet = new Fleet({ DATABASE_URL: url })
    this.#nemesis = new Nemesis(new Chance(plan.seed), this.#fleet, database, this.#broker)
    this.#progress = new Progress(queue.config.connection, this.#fleet)
    this.#storm = new Storm(plan, this.#fleet, this.#nemesis, this.#progress, this.#broker)
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

  /**
   * @throws when it cannot go on, which says nothing of the queue
   */
  async run(): Promise<RoundResult> {
    await this.#settle()
    for (let worker = 0; worker < WORKERS; worker++) this.#fleet.hire()
    await Promise.all([this.#fleet.dispatch(dispatchPlansOf(this.plan)), this.#storm.run()])
    await untilNothingHappens()
    return this.#conclude()
  }

  async end() {
    this.#progress.end()
    await this.#fleet.end()
    await this.database.end()
    await dropLedger()
  }

  /**
   * What has no effect by now is lost. That a job has ended may be missing in the log: its worker was killed just then,
   * and `queue:recover` runs it again.
   */
  async #conclude(): Promise<RoundResult> {
    const { completed, lost } = await readVerdict()
    const lostRuns = await readLost()
    if ((await countOpen()) > 0) {
      this.#progress.say(`queue:recover, for ${await describeOpen()}`)
      await recoverJobs()
      await untilNothingHappens()
    }
    return {
      ...(await readVerdict()),
      completed,
      lost,
      lostRuns,
      faults: this.#nemesis.faults,
      recovered: this.#storm.recovered,
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
