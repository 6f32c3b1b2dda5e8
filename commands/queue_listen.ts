import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { QueueWorker } from '#queue/worker'

/** What closing connections may take, after the grace. */
const CLOSING_MS = 5000

export default class QueueListen extends BaseCommand {
  static commandName = 'queue:listen'
  static description = 'Start a worker: take jobs from the queues and run them'
  static help = [
    'Takes jobs of every queue of config/queue.ts, or of those that --queue names:',
    '```',
    '{{ binaryName }} queue:listen --queue=high,default --concurrency=20',
    '```',
    '',
    'SIGTERM or Ctrl-C: takes no new job, lets the running ones end, gives back',
    'those that outlast --grace seconds, and exits with 0. A second signal ends',
    'it at once, with 1.',
    '',
    'Start as many workers as you like, on as many machines.',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.array({ alias: 'q', description: 'The queues to take jobs from [default: all]' })
  declare queue?: string[]

  @flags.number({ alias: 'c', description: 'Jobs at a time in each queue', default: 10 })
  declare concurrency: number

  @flags.number({ description: 'Seconds that running jobs get at the stop', default: 25 })
  declare grace: number

  #stopping = false

  async run() {
    const { QueueManager } = await import('#queue/queue_manager')
    const manager = await this.app.container.make(QueueManager)
    const queues = this.queue?.flatMap((names) => names.split(',')) ?? manager.config.queues
    const mistake = this.#mistakeIn(queues, manager.config.queues)
    if (mistake) {
      this.logger.error(mistake)
      return this.#fail()
    }

    const worker = await this.#createWorker(manager)
    await worker.start({ queues, concurrency: this.concurrency })
    this.#stopOnSignals(worker)
    this.logger.info(
      `Listening on ${queues.join(', ')}, ${this.concurrency} jobs at a time in each`
    )
  }

  /**
   * A command that stays alive would do so after an error as well.
   */
  async completed() {
    if (this.error) await this.#fail()
  }

  async #fail() {
    this.exitCode = 1
    await this.terminate()
  }

  #mistakeIn(queues: string[], declared: string[]) {
    const unknown = queues.find((name) => !declared.includes(name))
    if (unknown !== undefined) {
      return `There is no queue "${unknown}". Declared in config/queue.ts: ${declared.join(', ')}`
    }
    if (!Number.isInteger(this.concurrency) || this.concurrency < 1) {
      return '--concurrency takes a whole number from 1'
    }
    if (!(this.grace >= 0)) return '--grace takes a number of seconds from 0'
  }

  async #createWorker(manager: ConstructorParameters<typeof QueueWorker>[1]) {
    const [{ QueueWorker: Worker }, router, logger] = await Promise.all([
      import('#queue/worker'),
      this.app.container.make('router'),
      this.app.container.make('logger'),
    ])
    // Jobs make URLs: for mails, say.
    router.commit()
    // A job that forgot an await must not take its neighbours down.
    process.on('unhandledRejection', (error) => {
      logger.error({ err: error }, 'A promise was rejected and nothing waited for it')
    })
    return new Worker(this.app, manager, logger)
  }

  #stopOnSignals(worker: QueueWorker) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.removeAllListeners(signal)
      process.on(signal, () => this.#stop(worker))
    }
  }

  async #stop(worker: QueueWorker) {
    if (this.#stopping) process.exit(1)
    this.#stopping = true
    this.logger.info('Stopping: no new job begins, the running ones may end')

    const grace = this.grace * 1000
    setTimeout(() => process.exit(1), grace + CLOSING_MS)
    await worker.stop(grace)
    await this.terminate()
    process.exit(0)
  }
}
