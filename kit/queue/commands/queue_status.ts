import { flags } from '@adonisjs/core/ace'
import type { QueueState, QueueStatus as Status, WorkerState } from '#queue/control/types'
import { QueueCommand } from '#queue/control/queue_command'

/** A dead worker is shown for this time. */
const RECENT_SECONDS = 600

export default class QueueStatus extends QueueCommand {
  static commandName = 'queue:status'
  static description = 'Show the number of waiting, running and failed jobs, and the workers'
  static help = [
    'Shows for each queue: the jobs that a worker could take now, how long the',
    'oldest of them has waited, the running jobs, the jobs for later (delayed, or',
    'waiting for a retry), and the failed jobs in the run log. Then it shows the',
    'workers that are alive or died within the last 10 minutes (--all shows all),',
    'and the outbox: jobs that PostgreSQL has not yet handed to another broker.',
    '',
    'Exits 1 if a queue exceeds one of the thresholds in config/queue.ts, so that a',
    'monitor can run it:',
    '```',
    '{{ binaryName }} queue:status --json',
    '```',
  ]

  @flags.boolean({ description: 'Also show workers that died long ago' })
  declare all?: boolean

  @flags.boolean({ description: 'Print everything as JSON, times in seconds. Errors are JSON too' })
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
    if (hidden > 0) this.logger.log(`Workers that died earlier: ${hidden}. Show them with --all`)
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
