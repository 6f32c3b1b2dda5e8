import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { LONGEST_TIMER_MS } from '#queue/duration'
import { messageOf } from '#queue/explain'
import { logOf } from '#queue/process_log'
import { takeOver } from '#console/signals'
import type { CrashWatch } from '#queue/worker/crash_watch'
import type { QueueManager } from '#queue/queue_manager'
import type { QueueWeights } from '#queue/worker/queue_weights'
import type { Scheduler } from '#queue/schedules/scheduler'
import type { QueueWorker } from '#queue/worker/queue_worker'

/** The time for closing connections, after the grace period. */
const CLOSING_MS = 5000
/** In seconds. */
const LONGEST_GRACE = LONGEST_TIMER_MS / 1000
const MEMORY_CHECK_MS = 1000
const MEGABYTE = 1024 * 1024

export default class QueueListen extends BaseCommand {
  static commandName = 'queue:listen'
  static description = 'Start a worker: take jobs from the queues and run them'
  static help = [
    'Takes jobs of every queue in config/queue.ts by the weights there, or only of',
    'the queues in --queue. In strict order:',
    '```',
    '{{ binaryName }} queue:listen --queue=high,default --concurrency=20',
    '```',
    'or with weights, so that no queue waits for ever:',
    '```',
    '{{ binaryName }} queue:listen --queue=high:6,default:3,low:1',
    '```',
    '',
    'After SIGTERM or Ctrl-C the worker takes no new job, lets running jobs end,',
    'releases those that outlast --grace seconds, and exits 0. A second signal ends',
    'it at once, with exit code 1. A faulty configuration is reported at the start,',
    'with exit code 1.',
    '',
    'You can start any number of workers, on any number of machines.',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.array({ alias: 'q', description: 'Queues to take jobs from [default: all]' })
  declare queue?: string[]

  // Ace does not report a missing value if the flag has a default.
  @flags.number({ alias: 'c', description: 'Number of jobs to run at the same time [default: 10]' })
  declare concurrency: number

  @flags.number({ description: 'Seconds for running jobs to end after a stop [default: 25]' })
  declare grace: number

  @flags.boolean({ description: 'Run one job, then exit' })
  declare once: boolean

  @flags.number({ description: 'Exit after this number of jobs' })
  declare maxJobs?: number

  @flags.number({ description: 'Exit when the process uses more than this number of megabytes' })
  declare maxMemory?: number

  @flags.boolean({
    description: 'Fire the schedules of start/schedules.ts; --no-schedules turns it off',
    default: true,
    showNegatedVariantInHelp: true,
  })
  declare schedules: boolean

  #worker?: QueueWorker
  #watch?: CrashWatch
  #scheduler?: Scheduler
  #isStopping = false
  #isSignalled = false

  prepare() {
    this.concurrency ??= 10
    this.grace ??= 25
  }

  async run() {
    takeOver(['SIGTERM', 'SIGINT'], () => this.#signalled())
    const { QueueManager: Manager } = await import('#queue/queue_manager')
    const manager = await this.app.container.make(Manager)
    const queues = await this.#readFlags(manager)
    if (!queues) return

    if (this.schedules) await this.#loadSchedules()
    this.#worker = await this.#createWorker(manager)
    if (this.#isStopping) return
    await this.#worker.start({ queues, concurrency: this.concurrency, limit: this.#limit })
    if (this.schedules && !this.#isStopping) await this.#startScheduler()
    if (this.#isStopping) return
    if (this.maxMemory) this.#watchMemory(this.maxMemory)
    logOf(this).info(
      `Listening on ${[...queues.keys()].join(', ')}, ${this.concurrency} jobs at a time`
    )
  }

  /**
   * Ends the process after an error: a command with `staysAlive` would keep running.
   */
  async completed() {
    if (!this.error || this.#isStopping) return true
    setTimeout(() => this.#exit(1), CLOSING_MS).unref()
    await this.#scheduler?.stop()
    await this.#worker?.stop(0)
    const message = messageOf(this.error)
    await this.#fail(message)
    return message !== undefined
  }

  async #fail(mistake?: string) {
    if (mistake) logOf(this).error(mistake)
    this.exitCode = 1
    await this.terminate()
  }

  get #limit() {
    return this.once ? 1 : this.maxJobs
  }

  async #readFlags({ config }: QueueManager): Promise<QueueWeights | undefined> {
    const mistake = this.#mistake(config.connection)
    if (mistake) {
      await this.#fail(mistake)
      return undefined
    }
    const { readQueueWeights } = await import('#queue/worker/queue_weights')
    return readQueueWeights(this.queue, config)
  }

  #mistake(connection: string) {
    const isCount = (value = 1) => Number.isInteger(value) && value >= 1
    if (connection === 'sync') {
      return 'QUEUE_CONNECTION is "sync": jobs run in the process that dispatches them, so no worker is needed'
    }
    if (!isCount(this.concurrency)) return '--concurrency needs a whole number of at least 1'
    if (!(this.grace >= 0 && this.grace <= LONGEST_GRACE)) {
      return `--grace needs a number of seconds from 0 to ${LONGEST_GRACE}`
    }
    if (!isCount(this.maxJobs)) return '--max-jobs needs a whole number of at least 1'
    if (!isCount(this.maxMemory))
      return '--max-memory needs a whole number of megabytes, at least 1'
  }

  async #createWorker(manager: QueueManager) {
    const [{ QueueWorker: Worker }, { CrashWatch: Watch }, router, logger] = await Promise.all([
      import('#queue/worker/queue_worker'),
      import('#queue/worker/crash_watch'),
      this.app.container.make('router'),
      this.app.container.make('logger'),
    ])
    // Jobs need the routes to create URLs, for example in mails.
    router.commit()
    // A job with a missing await must not crash the worker and its other jobs.
    process.on('unhandledRejection', (error) => {
      logger.error({ err: error }, 'A rejected promise was not handled')
    })
    const worker = new Worker(this.app, manager, logger, {
      limitReached: () => this.#stop('The worker has run its last job'),
    })
    this.#watch = new Watch(worker, manager.store, logger)
    this.#watch.start()
    return worker
  }

  /**
   * Reports mistakes in the schedules before the worker takes jobs.
   */
  async #loadSchedules() {
    const { ScheduleList } = await import('#queue/schedules/schedule_list')
    const schedules = await this.app.container.make(ScheduleList)
    await schedules.load()
  }

  async #startScheduler() {
    const { Scheduler: Class } = await import('#queue/schedules/scheduler')
    this.#scheduler = await this.app.container.make(Class)
    await this.#scheduler.start()
  }

  #watchMemory(megabytes: number) {
    const timer = setInterval(() => {
      if (process.memoryUsage.rss() < megabytes * MEGABYTE) return
      clearInterval(timer)
      void this.#stop(`The process uses more than ${megabytes} megabytes`)
    }, MEMORY_CHECK_MS)
    timer.unref()
  }

  #signalled() {
    if (this.#isSignalled) this.#exit(1)
    this.#isSignalled = true
    void this.#stop('Stopping')
  }

  async #stop(reason: string) {
    if (this.#isStopping) return
    this.#isStopping = true
    logOf(this).info(`${reason}: no new job starts, running jobs may end`)

    const grace = this.grace * 1000
    setTimeout(() => this.#exit(1), grace + CLOSING_MS)
    await this.#scheduler?.stop()
    await this.#worker?.stop(grace)
    await this.terminate()
    this.#exit(0)
  }

  #exit(code: number) {
    process.exit(this.#watch?.stop(code) ?? code)
  }
}
