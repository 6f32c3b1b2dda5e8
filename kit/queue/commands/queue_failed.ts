import { args, flags } from '@adonisjs/core/ace'
import type JobRun from '#queue/models/job_run'
import { QueueCommand, utcTime } from '#queue/control/queue_command'

export default class QueueFailed extends QueueCommand {
  static commandName = 'queue:failed'
  static description = 'List the failed jobs, or show one job with its error and payload'
  static help = [
    'Newest first, times in UTC:',
    '```',
    '{{ binaryName }} queue:failed --name=deliver_invitation --limit=100',
    '```',
    'The list shows the first line of each error, at most 80 characters. With an id',
    'the command shows all about one job, in any status; --json shows all about',
    'each job. Encrypted payloads are never shown. queue:retry runs a job again,',
    'and queue:forget deletes it from the run log.',
    '',
    'Exits 1 if there is no job with that id.',
  ]

  @args.string({ description: 'The id of a job, to show all about it', required: false })
  declare job?: string

  @flags.string({ description: 'Only jobs of this queue' })
  declare queue?: string

  @flags.string({ flagName: 'name', description: 'Only jobs of this name' })
  declare jobName?: string

  @flags.number({ description: 'The largest number of jobs to list', default: 20 })
  declare limit: number

  @flags.boolean({
    description: 'Print JSON, with payloads, full errors and stacks. Errors are JSON too',
  })
  declare json?: boolean

  async run() {
    if (!(Number.isInteger(this.limit) && this.limit >= 1)) {
      throw new RangeError('--limit needs a whole number of at least 1')
    }
    if (this.job) await this.#showOne(this.job)
    else await this.#list()
  }

  async #list() {
    const filter = { queue: this.queue, name: this.jobName }
    const control = await this.control()
    const runs = await control.failed(filter, this.limit)
    if (this.json) return this.writeJson(runs.map(toJson))
    if (runs.length === 0) return this.logger.info('No job has failed')

    const table = this.ui.table().head(['Id', 'Job', 'Queue', 'Attempts', 'Failed (UTC)', 'Error'])
    for (const run of runs) {
      const { id, name, queue, attempt, attempts, finishedAt, failure } = run
      table.row([id, name, queue, `${attempt}/${attempts}`, utcTime(finishedAt), failure ?? '-'])
    }
    table.render()
    const total = await control.countFailed(filter)
    if (total > runs.length) this.logger.info(`${runs.length} of ${total}. More: --limit=${total}`)
  }

  async #showOne(id: string) {
    const control = await this.control()
    const run = await control.find(id)
    if (this.json) return this.writeJson(toJson(run))

    const table = this.ui.table().head(['Job', run.name])
    for (const [label, value] of Object.entries(detailsOf(run))) {
      if (value !== null) table.row([label, String(value)])
    }
    table.render()
    const payload = run.isEncrypted ? '(encrypted)' : JSON.stringify(run.readablePayload, null, 2)
    this.logger.log(`Payload: ${payload}`)
    if (run.error) this.logger.log(run.error.stack ?? `${run.error.name}: ${run.error.message}`)
  }
}

function detailsOf(run: JobRun) {
  return {
    'Id': run.id,
    'Queue': `${run.queue} (${run.connection})`,
    'Status': run.reason ? `${run.status} (${run.reason})` : run.status,
    'Attempts': `${run.attempt}/${run.attempts}`,
    'Crashes': run.crashes || null,
    'Progress': run.progress,
    'Dispatched': utcTime(run.dispatchedAt),
    'Started': utcTime(run.startedAt),
    'Ended': utcTime(run.finishedAt),
    'Account': run.userId,
    'Request': run.requestId,
    'Dispatched by job': run.parentId,
    'Schedule': run.schedule,
    'Batch': run.batchId,
  }
}

function toJson(run: JobRun) {
  const { id, name, queue, connection, status, reason, attempt, attempts, crashes, error } = run
  return {
    ...{ id, name, queue, connection, status, reason, attempt, attempts, crashes, error },
    payload: run.readablePayload,
    encrypted: run.isEncrypted,
    dispatchedAt: run.dispatchedAt.toUTC().toISO(),
    startedAt: run.startedAt?.toUTC().toISO() ?? null,
    finishedAt: run.finishedAt?.toUTC().toISO() ?? null,
    user: run.userId,
    request: run.requestId,
    parent: run.parentId,
    schedule: run.schedule,
    batch: run.batchId,
  }
}
