import { flags } from '@adonisjs/core/ace'
import type { QueueState, QueueStatus as Status, WorkerState } from '#queue/control/types'
import { QueueCommand } from '#queue/control/queue_command'

/** A dead worker is shown for this time. */
const RECENT_SECONDS = 600

export default class QueueStatus extends QueueCommand {
  static commandName = 'queue:status'
  static description = 'Show how many jobs wait, run and have failed, and which workers there are'
  static help = [
    'Of each queue: the jobs that a worker could take now, how long the first',
    'of them waits, those that run, those whose time is to come (delayed, or',
    'to be tried again), and those in the log that have failed. Then the',
    'workers that live or have died within the last 10 minutes (--all has those',
    'that died earlier too), and the outbox: what PostgreSQL has yet to hand over',
    'to another broker.',
    '',
    'Exits with 1 where a queue is over one of the thresholds of',
    'config/queue.ts, so that a monitor can run it:',
    '```',
    '{{ binaryName }} queue:status --json',
    '```',
  ]

  @flags.boolean({ description: 'Show also the workers that died long ago' })
  declare all?: boolean

  @flags.boolean({ description: 'All of it as JSON, times in seconds' })
  declare json?: boolean

  async run() {
    const control = await this.control()
    const status = await control.status()
    const workers = status.workers.filter((worker) => this.all || isRecent(worker))
    if (this.json) this.writeJson({ ...status, workers })
    else this.#show({ ...status, workers }, status.workers.length - workers.length)
    if (status.alerts.length > 0) this.exitCode = 1
  }

  #show({ connection, prefix, queues, workers, outbox, alerts }: Status, hidden: number) {
    this.#showQueues(queues)
    this.#showWorkers(workers)
    if (hidden > 0) this.logger.log(`Workers that died earlier: ${hidden}. They are in --all`)
    const broker = prefix ? `${connection}, under the prefix ${prefix}` : connection
    this.logger.log(`Broker: ${broker}. Outbox: ${outbox.depth}, and ${outbox.delayed} delayed`)
    alerts.forEach(({ message }) => this.logger.error(message))
  }

  #showQueues(queues: QueueState[]) {
    const table = this.ui.table()
    table.head(['Queue', 'Waiting', 'Oldest (s)', 'Running', 'Delayed', 'Failed', 'State'])
    for (const queue of queues) {
      const { name, waiting, oldestWait, running, delayed, failed } = queue
      const counts = [waiting, oldestWait ?? '-', running, delayed, failed]
      table.row([name, ...counts.map(String), stateOf(queue)])
    }
    table.render()
  }

  #showWorkers(workers: WorkerState[]) {
    if (workers.every(({ isGone }) => isGone)) {
      this.logger.warning('No worker is running. Start one: node ace queue:listen')
    }
    if (workers.length === 0) return
    const table = this.ui.table()
    table.head(['Worker', 'PID', 'Broker', 'Queues', 'Running', 'Last beat (s ago)', 'State'])
    for (const worker of workers) {
      const { host, pid, connection, queues, running, concurrency, lastBeat } = worker
      const load = `${running}/${concurrency}`
      const cells = [host, pid, connection, queues.join(', '), load, lastBeat]
      table.row([...cells.map(String), workerState(worker)])
    }
    table.render()
  }
}

function isRecent({ lastBeat }: WorkerState) {
  return lastBeat < RECENT_SECONDS
}

function stateOf({ isDeclared, isPaused }: QueueState) {
  if (!isDeclared) return 'not declared'
  return isPaused ? 'paused' : 'open'
}

function workerState({ isGone, isStopping }: WorkerState) {
  if (isGone) return 'gone'
  return isStopping ? 'stopping' : 'working'
}
