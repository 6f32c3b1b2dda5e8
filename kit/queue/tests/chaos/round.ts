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
 * Dispatches jobs of every kind while workers, broker and PostgreSQL are killed, frozen and cut off.
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

  /** Starts with an empty database and an empty broker. */
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
   * @throws when the round itself breaks, which is not a failure of the queue
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
   * A job without an effect is lost by now. The run log may still miss the end of a job whose worker was killed in that
   * moment; `queue:recover` runs such a job again.
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

  /** RabbitMQ 3.10 loses confirmed messages if it is killed in the first second after it created the queue. */
  async #settle() {
    if (this.#broker instanceof RabbitmqServer) await this.#broker.settle()
  }
}
