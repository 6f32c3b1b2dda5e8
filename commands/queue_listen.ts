import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class QueueListen extends BaseCommand {
  static commandName = 'queue:listen'
  static description = 'Start a worker: take jobs from the queues and run them'
  static help = [
    'Takes jobs of every queue of config/queue.ts, or of those that --queue names:',
    '```',
    '{{ binaryName }} queue:listen --queue=high,default --concurrency=20',
    '```',
    '',
    'SIGTERM or Ctrl-C: takes no new job, lets the running ones end within --grace seconds, gives',
    'the others back and exits with 0. A second signal ends it at once, with 1. Start as many',
    'workers as you like, on as many machines.',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.array({ alias: 'q', description: 'The queues to take jobs from [default: all]' })
  declare queue?: string[]

  @flags.number({ alias: 'c', description: 'Jobs at a time in each queue', default: 10 })
  declare concurrency: number

  @flags.number({ description: 'Seconds that running jobs get at the stop', default: 25 })
  declare grace: number

  async run() {
    const { QueueManager } = await import('#queue/queue_manager')
    const queue = await this.app.container.make(QueueManager)
    const queues = this.queue?.flatMap((names) => names.split(',')) ?? queue.config.queues
    const wrong = this.#mistake(queues, queue.config.queues)
    if (wrong) {
      this.logger.error(wrong)
      this.exitCode = 1
      return this.terminate()
    }

    const { QueueWorker } = await import('#queue/worker')
    const router = await this.app.container.make('router')
    router.commit()

    const worker = new QueueWorker(this.app, queue, await this.app.container.make('logger'))
    await worker.start({ queues, concurrency: this.concurrency })
    this.#stopOnSignals(worker)
    this.logger.info(`Listening on ${queues.join(', ')} with ${this.concurrency} jobs at a time`)
  }

  #mistake(queues: string[], declared: string[]) {
    const unknown = queues.find((name) => !declared.includes(name))
    if (unknown) {
      return `There is no queue "${unknown}". Declared in config/queue.ts: ${declared.join(', ')}`
    }
    if (!Number.isInteger(this.concurrency) || this.concurrency < 1) {
      return '--concurrency takes a whole number from 1'
    }
    return this.grace >= 0 ? undefined : '--grace takes a number of seconds from 0'
  }

  #stopOnSignals(worker: { stop(grace: number): Promise<void> }) {
    let stopping = false
    const stop = async () => {
      if (stopping) process.exit(1)
      stopping = true
      this.logger.info('Stopping: the running jobs end, no new one begins')
      await worker.stop(this.grace * 1000)
      await this.terminate()
      process.exit(0)
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.removeAllListeners(signal)
      process.on(signal, stop)
    }
  }
}
